package io.github.workerfsm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.tngtech.archunit.core.domain.JavaClass;
import io.github.workerfsm.table.Guard;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Who embeds the machine needs Guava, and nothing else. */
class DependenciesTest {
  /** What needs a library that is not required, and says so in its package-info.java. */
  private static final List<String> GUESTS =
      List.of(
          Core.ROOT + ".trace.",
          Core.ROOT + ".spring.",
          Core.ROOT + ".observe.WorkerMeters",
          Core.ROOT + ".observe.FlightRecorder",
          Core.ROOT + ".observe.TransitionTaken");

  @Test
  void the_pom_requires_guava_and_annotations() throws Exception {
    List<String> required = new ArrayList<>(required(Path.of("../pom.xml")));
    required.addAll(required(Path.of("pom.xml")));
    assertThat(required).containsExactly("jspecify", "guava");
  }

  @Test
  void the_module_requires_guava() throws IOException {
    assertThat(Files.readAllLines(Path.of("src/main/module/module-info.java")))
        .map(String::strip)
        .filteredOn(line -> line.startsWith("requires ") && !line.startsWith("requires static "))
        .containsExactly("requires transitive com.google.common;");
  }

  /** Also that every class initializes: the tables prove themselves without the others. */
  @Test
  void all_but_the_guests_load_where_there_is_only_guava() throws Exception {
    Map<String, Throwable> missing = new TreeMap<>();
    int loaded = 0;
    try (URLClassLoader bare = bare()) {
      for (JavaClass c : Core.classes()) {
        if (GUESTS.stream().noneMatch(c.getName()::startsWith)) {
          try {
            assertThat(Class.forName(c.getName(), true, bare).getDeclaredMethods()).isNotNull();
            loaded++;
          } catch (LinkageError e) {
            missing.put(c.getName(), e);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(loaded).isGreaterThan(200);
  }

  /** The classes of fsm-core, those of Guava, and those of the JDK. */
  private static URLClassLoader bare() {
    URL[] path = {origin(Guard.class), origin(ImmutableList.class)};
    return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
  }

  private static URL origin(Class<?> c) {
    return c.getProtectionDomain().getCodeSource().getLocation();
  }

  /** The direct dependencies of a project that come to those who depend on it, in order. */
  private static List<String> required(Path pom) throws Exception {
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getDocumentElement();
    List<String> required = new ArrayList<>();
    for (Element dependencies : children(project, "dependencies")) {
      for (Element dependency : children(dependencies, "dependency")) {
        boolean optional = text(dependency, "optional", "false").equals("true");
        if (!optional && text(dependency, "scope", "compile").matches("compile|runtime")) {
          required.add(text(dependency, "artifactId", ""));
        }
      }
    }
    return required;
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> children = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
        children.add(element);
      }
    }
    return children;
  }

  private static String text(Element parent, String name, String otherwise) {
    List<Element> children = children(parent, name);
    return children.isEmpty() ? otherwise : children.get(0).getTextContent().strip();
  }
}
