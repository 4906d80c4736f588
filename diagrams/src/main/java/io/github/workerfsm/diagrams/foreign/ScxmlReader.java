package io.github.workerfsm.diagrams.foreign;

import io.github.workerfsm.diagrams.table.TableView;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a subset of SCXML: states, final states, transitions with event, condition and target.
 * States that contain others become rooms: their transitions hold for every state within, and a
 * transition to them leads to their initial state. Parallel and history states are refused;
 * executable content is passed over.
 */
final class ScxmlReader {
  private static final String OURS = "urn:workerfsm:table";

  private final String file;
  private final ForeignTable table = new ForeignTable();
  private final Map<String, Composite> states = new LinkedHashMap<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private String name = "";
  private String initial = "";

  ScxmlReader(String file) {
    this.file = file;
  }

  private record Composite(
      String id,
      @Nullable Composite parent,
      List<Composite> children,
      String initial,
      String room,
      boolean last) {
    Composite leaf(Map<String, Composite> all) {
      if (children.isEmpty()) {
        return this;
      }
      Composite named = all.get(initial);
      return (named == null ? children.get(0) : named).leaf(all);
    }

    List<Composite> leaves() {
      return children.isEmpty()
          ? List.of(this)
          : children.stream().flatMap(child -> child.leaves().stream()).toList();
    }
  }

  private record Arrow(
      Composite from,
      String event,
      String guard,
      String target,
      String actor,
      String rule,
      String reason,
      boolean never,
      int line) {}

  TableView read(String text) throws ForeignFormatException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader in = factory.createXMLStreamReader(new StringReader(text));
      read(in);
      in.close();
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      String problem = String.valueOf(e.getMessage()).replaceFirst("(?s).*Message: ", "");
      throw new ForeignFormatException(
          file, line, "this is no XML (" + problem.strip() + "), expected an SCXML document", e);
    }
    return view();
  }

  private void read(XMLStreamReader in) throws XMLStreamException, ForeignFormatException {
    Deque<Composite> open = new ArrayDeque<>();
    boolean root = false;
    while (in.hasNext()) {
      int event = in.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        String element = in.getLocalName();
        if (!root && !element.equals("scxml")) {
          throw bad(in, "the document is a " + element, "scxml");
        }
        root = true;
        switch (element) {
          case "scxml" -> {
            name = value(in, "name");
            initial = value(in, "initial");
          }
          case "state", "final" -> open.push(state(in, open.peek()));
          case "transition", "never" -> arrow(in, open.peek());
          case "parallel", "history" ->
              throw bad(in, "there is a " + element, "states that are in one place at a time");
          default -> {
            // Executable content and data do not change what is drawn.
          }
        }
      } else if (event == XMLStreamConstants.END_ELEMENT
          && (in.getLocalName().equals("state") || in.getLocalName().equals("final"))) {
        open.pop();
      }
    }
  }

  private Composite state(XMLStreamReader in, @Nullable Composite parent)
      throws ForeignFormatException {
    String id = value(in, "id");
    if (id.isEmpty()) {
      throw bad(in, "a state has no id", "one that transitions can name");
    }
    String room = in.getAttributeValue(OURS, "room");
    Composite state =
        new Composite(
            id,
            parent,
            new ArrayList<>(),
            value(in, "initial"),
            room != null ? room : parent == null ? "" : parent.id(),
            in.getLocalName().equals("final"));
    if (states.putIfAbsent(id, state) != null) {
      throw bad(in, "there are two states " + id, "each id once");
    }
    if (parent != null) {
      parent.children().add(state);
    }
    return state;
  }

  private void arrow(XMLStreamReader in, @Nullable Composite from) throws ForeignFormatException {
    if (from == null) {
      if (in.getLocalName().equals("never")) {
        throw bad(in, "a refusal is outside of any state", "it within one");
      }
      return;
    }
    String actor = in.getAttributeValue(OURS, "actor");
    String rule = in.getAttributeValue(OURS, "rule");
    String reason = in.getAttributeValue(OURS, "reason");
    arrows.add(
        new Arrow(
            from,
            value(in, "event"),
            value(in, "cond"),
            value(in, "target"),
            actor == null ? "" : actor,
            rule == null ? "" : rule,
            reason == null ? "" : reason,
            in.getLocalName().equals("never"),
            in.getLocation().getLineNumber()));
  }

  private TableView view() throws ForeignFormatException {
    if (states.isEmpty()) {
      throw new ForeignFormatException(file, 1, "there is no state, expected at least one");
    }
    for (Composite state : states.values()) {
      if (state.children().isEmpty()) {
        table.state(state.id(), state.room());
        if (state.last()) {
          table.terminal(state.id());
        }
      }
    }
    Composite first = initial.isEmpty() ? states.values().iterator().next() : known(initial, 1);
    table.initial(first.leaf(states).id());
    for (Arrow arrow : arrows) {
      for (Composite from : arrow.from().leaves()) {
        table.row(
            from.id(),
            arrow.event().isEmpty() ? "(at once)" : arrow.event(),
            arrow.guard(),
            target(arrow, from),
            arrow.actor(),
            arrow.rule(),
            arrow.reason(),
            file + "#L" + arrow.line());
      }
    }
    return table.view(name.isEmpty() ? baseName() : name);
  }

  private String target(Arrow arrow, Composite from) throws ForeignFormatException {
    if (arrow.never()) {
      return "";
    }
    return arrow.target().isEmpty()
        ? from.id()
        : known(arrow.target(), arrow.line()).leaf(states).id();
  }

  private Composite known(String id, int line) throws ForeignFormatException {
    Composite state = states.get(id);
    if (state == null) {
      throw new ForeignFormatException(
          file,
          line,
          "there is no state " + id + ", expected one of " + String.join(", ", states.keySet()));
    }
    return state;
  }

  private String baseName() {
    return file.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.[^.]*$", "");
  }

  private ForeignFormatException bad(XMLStreamReader in, String what, String expected) {
    return new ForeignFormatException(
        file, in.getLocation().getLineNumber(), what + ", expected " + expected);
  }

  private static String value(XMLStreamReader in, String attribute) {
    String value = in.getAttributeValue(null, attribute);
    return value == null ? "" : value.strip();
  }
}
