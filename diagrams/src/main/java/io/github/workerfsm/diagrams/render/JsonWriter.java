package io.github.workerfsm.diagrams.render;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers, truth values and null as JSON. */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  /**
   * The tree on one line, safe within a script of an HTML page.
   *
   * @param tree of maps in the order of their members, lists, strings, numbers, booleans and null
   */
  public static String of(@Nullable Object tree) {
    JsonWriter writer = new JsonWriter();
    writer.write(tree);
    return writer.out.toString();
  }

  private void write(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> object) {
      out.append('{');
      String comma = "";
      for (Map.Entry<?, ?> member : object.entrySet()) {
        out.append(comma);
        string(member.getKey().toString());
        out.append(':');
        write(member.getValue());
        comma = ",";
      }
      out.append('}');
    } else if (tree instanceof Iterable<?> list) {
      out.append('[');
      String comma = "";
      for (Object element : list) {
        out.append(comma);
        write(element);
        comma = ",";
      }
      out.append(']');
    } else if (tree == null || tree instanceof Number || tree instanceof Boolean) {
      out.append(tree);
    } else {
      string(tree.toString());
    }
  }

  private void string(String text) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > '>' && c < '\u2028' && c != '\\') {
        continue;
      }
      if (c < 0x20 || "\"\\<>&\u2028\u2029".indexOf(c) >= 0) {
        out.append(text, from, i);
        from = i + 1;
        escape(c);
      }
    }
    out.append(text, from, text.length()).append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      default -> out.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
    }
  }
}
