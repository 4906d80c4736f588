package io.github.workerfsm.diagrams.truth;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.diagrams.Drawing;
import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.View;
import io.github.workerfsm.diagrams.render.Format;
import io.github.workerfsm.diagrams.table.MachineTable;
import io.github.workerfsm.diagrams.table.MachineTables;
import io.github.workerfsm.diagrams.table.TableView;
import java.util.ArrayList;
import java.util.List;

/** The pictures that are committed: for every table that is discovered, every view of it. */
public final class Gallery {
  /** Where they are, from the root of the repository. */
  public static final String DIRECTORY = "diagrams/pictures";

  private static final String TO_ROOT = "../../../";

  private Gallery() {}

  /** Texts by path from the root of the repository, in order. */
  public static ImmutableMap<String, String> pictures() {
    ImmutableMap.Builder<String, String> pictures = ImmutableMap.builder();
    for (MachineTable machine : MachineTables.discovered()) {
      pictures.putAll(pictures(machine.view()));
    }
    return pictures.buildOrThrow();
  }

  /** Those of one table: all views as SVG, the overview in the text formats as well. */
  public static ImmutableMap<String, String> pictures(TableView table) {
    ImmutableMap.Builder<String, String> pictures = ImmutableMap.builder();
    for (View view : views(table)) {
      DiagramModel model = DiagramModel.of(table, view);
      List<Format> formats = new ArrayList<>(List.of(Format.SVG));
      if (view.equals(View.OVERVIEW)) {
        formats.addAll(
            List.of(Format.PLANTUML, Format.DOT, Format.MERMAID, Format.SCXML, Format.MARKDOWN));
      }
      for (Format format : formats) {
        pictures.put(path(table, view, format), Drawing.text(model, format, TO_ROOT));
      }
    }
    return pictures.buildOrThrow();
  }

  /** The views of a table that are committed. */
  public static List<View> views(TableView table) {
    return View.all(table);
  }

  /** Where a picture is, from the root of the repository. */
  public static String path(TableView table, View view, Format format) {
    String name = view.text().replace(':', '-').replace(',', '-');
    return DIRECTORY + "/" + table.name().replace(' ', '-') + "/" + name + "." + format.extension();
  }
}
