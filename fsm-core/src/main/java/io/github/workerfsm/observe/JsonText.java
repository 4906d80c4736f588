package io.github.workerfsm.observe;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON text of maps, lists, strings, whole numbers, booleans and nulls, on one line, in ASCII. So
 * small that an endpoint needs no library for it.
 */
final class JsonText {
  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  /** The text of a tree; members stand in the order of their map. */
  static String of(@Nullable Object tree) {
    JsonText json = new JsonText();
    json.value(tree);
    return json.text.toString();
  }

  private void value(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> object) {
      object(object);
    } else if (tree instanceof List<?> list) {
      list(list);
    } else if (tree instanceof Boolean || tree instanceof Long || tree instanceof Integer) {
      text.append(tree);
    } else if (tree == null) {
      text.append("null");
    } else if (tree instanceof String string) {
      string(string);
    } else {
      throw new IllegalArgumentException("no JSON for " + tree.getClass().getName());
    }
  }

  private void object(Map<?, ?> object) {
    text.append('{');
    Iterator<? extends Map.Entry<?, ?>> members = object.entrySet().iterator();
    while (members.hasNext()) {
      Map.Entry<?, ?> member = members.next();
      string((String) member.getKey());
      text.append(':');
      value(member.getValue());
      text.append(members.hasNext() ? "," : "");
    }
    text.append('}');
  }

  private void list(List<?> list) {
    text.append('[');
    for (int i = 0; i < list.size(); i++) {
      text.append(i == 0 ? "" : ",");
      value(list.get(i));
    }
    text.append(']');
  }

  private void string(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        default -> {
          if (c >= ' ' && c < 0x7F) {
            text.append(c);
          } else {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          }
        }
      }
    }
    text.append('"');
  }
}
