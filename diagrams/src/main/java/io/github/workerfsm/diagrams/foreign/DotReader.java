package io.github.workerfsm.diagrams.foreign;

import io.github.workerfsm.diagrams.table.TableView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a subset of DOT: a directed graph whose nodes are states and whose edges are transitions
 * with a label {@code event [guard] / action}. A node in the shape of a point marks the initial
 * state, two peripheries or a double circle a terminal one; clusters are rooms.
 */
final class DotReader {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<blank>\\s+|//[^\\n]*|#[^\\n]*|/\\*.*?\\*/)"
              + "|(?<sign>->|--|[{}\\[\\];,=:])"
              + "|\"(?<quoted>(?:[^\"\\\\]|\\\\.)*)\""
              + "|(?<word>[\\p{L}_\\d.][\\p{L}_\\d.]*|-[\\d.]+)",
          Pattern.DOTALL);
  private static final Pattern LABEL =
      Pattern.compile(
          "\\s*([^\\[/]*?)\\s*(?:\\[([^\\]]*)\\])?\\s*(?:/\\s*(.*?))?\\s*", Pattern.DOTALL);

  private final String file;
  private final List<Token> tokens = new ArrayList<>();
  private final ForeignTable table = new ForeignTable();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Set<String> points = new LinkedHashSet<>();
  private final List<Edge> edges = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private final Map<String, String> rooms = new LinkedHashMap<>();
  private final Set<String> terminals = new LinkedHashSet<>();
  private int next;

  DotReader(String file, String text) throws ForeignFormatException {
    this.file = file;
    int line = 1;
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new ForeignFormatException(
            file, line, "unexpected " + text.charAt(at) + ", expected a name, a text or a sign");
      }
      if (matcher.group("blank") == null) {
        String quoted = matcher.group("quoted");
        String sign = matcher.group("sign");
        tokens.add(
            new Token(
                sign != null ? sign : quoted != null ? unescaped(quoted) : matcher.group("word"),
                sign != null,
                line));
      }
      line += (int) matcher.group().chars().filter(c -> c == '\n').count();
      at = matcher.end();
    }
    tokens.add(new Token("the end of the file", true, line));
  }

  private record Token(String text, boolean sign, int line) {}

  private record Edge(String from, String to, String label, int line) {}

  TableView read() throws ForeignFormatException {
    if (peek("strict")) {
      next++;
    }
    if (!peek("digraph")) {
      throw bad("expected digraph");
    }
    next++;
    String name = peek("{") ? "" : take().text();
    sign("{");
    statements("");
    return view(name);
  }

  private void statements(String room) throws ForeignFormatException {
    String inside = room;
    while (!peek("}")) {
      if (peek(";")) {
        next++;
      } else if (peek("subgraph") || peek("{")) {
        if (peek("subgraph")) {
          next++;
        }
        String name = peek("{") ? "" : name();
        sign("{");
        statements(name.startsWith("cluster") ? name.replaceFirst("cluster_?", "") : inside);
      } else {
        inside = statement(inside);
      }
    }
    next++;
  }

  /** Reads one statement; a label of a cluster names its room from there on. */
  private String statement(String room) throws ForeignFormatException {
    int line = tokens.get(next).line();
    String name = name();
    if (peek("=")) {
      next++;
      String value = name();
      return name.equals("label") && !room.isEmpty() ? value : room;
    }
    if (name.equals("node") || name.equals("edge") || name.equals("graph")) {
      attributes();
      return room;
    }
    List<String> chain = new ArrayList<>(List.of(name));
    while (peek("->")) {
      next++;
      chain.add(name());
    }
    if (peek("--")) {
      throw bad("expected -> between states");
    }
    Map<String, String> attributes = attributes();
    for (String state : chain) {
      mention(state, chain.size() == 1 ? room : "");
    }
    if (chain.size() == 1) {
      node(name, attributes);
    }
    for (int i = 1; i < chain.size(); i++) {
      edges.add(
          new Edge(chain.get(i - 1), chain.get(i), attributes.getOrDefault("label", ""), line));
    }
    return room;
  }

  private void mention(String state, String room) {
    if (!order.contains(state)) {
      order.add(state);
    }
    rooms.merge(state, room, (old, added) -> old.isEmpty() ? added : old);
  }

  private void node(String name, Map<String, String> attributes) {
    String shape = attributes.getOrDefault("shape", "");
    if (shape.equals("point")) {
      points.add(name);
    }
    if (shape.equals("doublecircle") || attributes.getOrDefault("peripheries", "").equals("2")) {
      terminals.add(name);
    }
    String label = attributes.getOrDefault("label", "");
    if (!label.isBlank()) {
      labels.put(name, label.lines().findFirst().orElse(name).strip());
    }
  }

  private Map<String, String> attributes() throws ForeignFormatException {
    Map<String, String> attributes = new LinkedHashMap<>();
    while (peek("[")) {
      next++;
      while (!peek("]")) {
        String name = name();
        sign("=");
        attributes.put(name, name());
        while (peek(",") || peek(";")) {
          next++;
        }
      }
      next++;
    }
    return attributes;
  }

  private TableView view(String name) throws ForeignFormatException {
    for (String state : order) {
      if (!points.contains(state)) {
        table.state(words(state), rooms.getOrDefault(state, ""));
      }
    }
    terminals.forEach(state -> table.terminal(words(state)));
    for (Edge edge : edges) {
      if (points.contains(edge.from())) {
        table.initial(words(edge.to()));
      } else {
        Matcher label = LABEL.matcher(edge.label());
        boolean read = label.matches();
        String event = read ? label.group(1) : edge.label();
        table.row(
            words(edge.from()),
            event.isEmpty() ? "(at once)" : event.replace('\n', ' '),
            read && label.group(2) != null ? label.group(2) : "",
            words(edge.to()),
            "",
            read && label.group(3) != null ? label.group(3) : "",
            "",
            file + "#L" + edge.line());
      }
    }
    if (table.first().isEmpty()) {
      throw new ForeignFormatException(file, 1, "there is no state, expected at least one");
    }
    String base = file.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.[^.]*$", "");
    return table.view(name.isEmpty() ? base : name);
  }

  private String words(String id) {
    return labels.getOrDefault(id, id);
  }

  private boolean peek(String text) {
    return tokens.get(next).text().equals(text);
  }

  private Token take() {
    return tokens.get(next++);
  }

  private String name() throws ForeignFormatException {
    if (tokens.get(next).sign()) {
      throw bad("expected a name");
    }
    return take().text();
  }

  private void sign(String sign) throws ForeignFormatException {
    if (!peek(sign)) {
      throw bad("expected " + sign);
    }
    next++;
  }

  private ForeignFormatException bad(String expected) {
    Token token = tokens.get(Math.min(next, tokens.size() - 1));
    return new ForeignFormatException(
        file, token.line(), "unexpected " + token.text() + ", " + expected);
  }

  private static String unescaped(String quoted) {
    return quoted
        .replace("\\n", "\n")
        .replace("\\l", "\n")
        .replace("\\\"", "\"")
        .replace("\\\\", "\\");
  }
}
