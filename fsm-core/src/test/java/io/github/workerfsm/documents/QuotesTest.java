package io.github.workerfsm.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README quotes what is compiled, and the check notices when it does not. */
class QuotesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @TempDir Path directory;

  @BeforeEach
  void source() throws IOException {
    Files.writeString(
        directory.resolve("A.java"),
        """
        class A {
          // region life
          int f() {

            return 42;
          }

          // endregion
          // region open
        }
        """);
  }

  @Test
  void the_readme_quotes_what_is_compiled() throws IOException {
    assertThat(ROOT.resolve("README.md")).isRegularFile();
    assertThat(Quotes.problems(ROOT, "README.md")).isEmpty();
  }

  @Test
  void every_region_of_the_examples_can_be_quoted() throws IOException {
    String example = "fsm-core/src/test/java/io/github/workerfsm/example/Container.java";
    Files.createDirectories(directory.resolve(example).getParent());
    Files.copy(ROOT.resolve(example), directory.resolve(example));
    assertThat(problems("<!-- code: " + example + "#container-table -->\n```java\n```\n"))
        .singleElement()
        .asString()
        .contains("Machine<List<String>, State, Event, Container");
  }

  @Test
  void a_document_without_quotes_is_true() throws IOException {
    assertThat(problems("# A\n\n```\nint g();\n```\n")).isEmpty();
  }

  @Test
  void a_true_quote_is_accepted_at_any_indentation() throws IOException {
    assertThat(problems("<!-- code: A.java#life -->\n```java\nint f() {\n\n  return 42;\n}\n```\n"))
        .isEmpty();
  }

  @Test
  void a_quote_that_differs_is_named_with_the_code() throws IOException {
    assertThat(
            problems("x\n<!-- code: A.java#life -->\n```java\nint f() {\n  return 41;\n}\n```\n"))
        .containsExactly(
            "D.md:2: the quote differs from A.java#life, expected\nint f() {\n\n  return 42;\n}");
  }

  @Test
  void a_file_a_region_or_a_block_that_is_not_there_is_named() throws IOException {
    assertThat(
            problems(
                """
                <!-- code: B.java#life -->
                <!-- code: A.java#death -->
                <!-- code: A.java#open -->
                <!-- code: A.java#life -->

                <!-- code: A.java -->
                <!-- code: A.java#life -->
                ```java
                int f()
                """))
        .containsExactly(
            "D.md:1: there is no file B.java",
            "D.md:2: A.java has no region death that ends",
            "D.md:3: A.java has no region open that ends",
            "D.md:4: expected a fenced block that ends on the lines after the mark",
            "D.md:6: expected <!-- code: path#region --> on a line of its own",
            "D.md:7: expected a fenced block that ends on the lines after the mark");
  }

  private List<String> problems(String document) throws IOException {
    Files.writeString(directory.resolve("D.md"), document);
    return Quotes.problems(directory, "D.md");
  }
}
