package io.github.workerfsm.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** What is written is what an independent parser reads. */
class JsonTextPropertyTest {
  @Property
  void any_strings_come_back(@ForAll @Size(min = 1, max = 4) List<String> strings)
      throws IOException {
    String text = JsonText.of(Map.of("strings", strings));
    assertThat(text).matches("[ -~]*");
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      parser.nextToken();
      assertThat(parser.nextFieldName()).isEqualTo("strings");
      parser.nextToken();
      for (String string : strings) {
        assertThat(parser.nextTextValue()).isEqualTo(string);
      }
    }
  }

  @Property
  void any_numbers_booleans_and_nulls_come_back(@ForAll long number, @ForAll boolean flag) {
    assertThat(JsonText.of(Arrays.asList(number, flag, null)))
        .isEqualTo("[" + number + "," + flag + ",null]");
  }
}
