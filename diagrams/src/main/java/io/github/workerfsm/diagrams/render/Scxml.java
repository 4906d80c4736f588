package io.github.workerfsm.diagrams.render;

import static com.google.common.xml.XmlEscapers.xmlAttributeEscaper;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.StateView;

/**
 * Writes the rows of a model as SCXML 1.0. What SCXML has no word for (actor, rule, reason, room,
 * refusals) is in attributes and elements of a namespace of its own, which other readers ignore.
 */
final class Scxml {
  static final String NAMESPACE = "urn:workerfsm:table";

  private Scxml() {}

  static String of(DiagramModel model) {
    Lines out = new Lines();
    out.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    out.add(
        "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:fsm=\"%s\" version=\"1.0\""
            + " name=\"%s\" initial=\"%s\">",
        NAMESPACE, a(model.table().name()), a(model.table().initial()));
    for (StateView state : model.table().states()) {
      state(out, model, state);
    }
    return out.add("</scxml>").toString();
  }

  private static void state(Lines out, DiagramModel model, StateView state) {
    boolean last = model.table().terminals().contains(state.name());
    String element = last ? "final" : "state";
    String open =
        "  <"
            + element
            + " id=\""
            + a(state.name())
            + "\""
            + (state.room().isEmpty() ? "" : " fsm:room=\"" + a(state.room()) + "\"");
    var rows = model.rows().stream().filter(row -> row.from().equals(state.name())).toList();
    if (rows.isEmpty()) {
      out.add(open + "/>");
      return;
    }
    out.add(open + ">");
    rows.forEach(row -> row(out, row));
    out.add("  </" + element + ">");
  }

  private static void row(Lines out, RowView row) {
    String common =
        " event=\""
            + a(row.requested())
            + "\""
            + (row.guard().isEmpty() ? "" : " cond=\"" + a(row.guard()) + "\"");
    String rest =
        " fsm:actor=\""
            + a(row.actor())
            + "\""
            + (row.rule().isEmpty() ? "" : " fsm:rule=\"" + a(row.rule()) + "\"")
            + " fsm:reason=\""
            + a(row.reason())
            + "\"/>";
    if (row.isNever()) {
      out.add("    <fsm:never" + common + rest);
    }
    for (String landing : row.landings()) {
      out.add("    <transition" + common + " target=\"" + a(landing) + "\"" + rest);
    }
  }

  private static String a(String text) {
    return xmlAttributeEscaper().escape(text);
  }
}
