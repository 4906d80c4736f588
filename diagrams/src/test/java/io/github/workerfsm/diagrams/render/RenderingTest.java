package io.github.workerfsm.diagrams.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.diagrams.Drawing;
import io.github.workerfsm.diagrams.foreign.ForeignFormatException;
import io.github.workerfsm.diagrams.foreign.ForeignTable;
import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.View;
import io.github.workerfsm.diagrams.render.Layout.Rect;
import io.github.workerfsm.diagrams.table.MachineTables;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.StateView;
import io.github.workerfsm.diagrams.table.TableView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures and texts. */
class RenderingTest {
  private static final TableView WORKER = MachineTables.byName("worker").view();
  private static final DiagramModel OVERVIEW = DiagramModel.of(WORKER, View.OVERVIEW);
  private static final Pattern ROWS = Pattern.compile("data-rows=\"([\\d ]+)\"");

  static Stream<DiagramModel> everyPicture() {
    return MachineTables.discovered().stream()
        .flatMap(
            machine ->
                View.all(machine.view()).stream()
                    .map(view -> DiagramModel.of(machine.view(), view)));
  }

  @ParameterizedTest
  @MethodSource("everyPicture")
  void every_state_and_every_row_is_in_the_svg(DiagramModel model) {
    String svg = Drawing.text(model, Format.SVG, "");
    Set<Integer> rows = new TreeSet<>();
    Matcher matcher = ROWS.matcher(svg);
    while (matcher.find()) {
      Stream.of(matcher.group(1).split(" ", -1)).map(Integer::valueOf).forEach(rows::add);
    }
    assertThat(rows).containsExactlyElementsOf(model.rows().stream().map(RowView::number).toList());
    assertThat(model.nodes())
        .allSatisfy(node -> assertThat(svg).contains(">" + node.state() + "</text>"));
  }

  @ParameterizedTest
  @MethodSource("everyPicture")
  void no_words_cover_other_words_or_a_box(DiagramModel model) {
    Scene scene = Staging.of(model);
    List<Rect> taken = new ArrayList<>(scene.boxes().stream().map(Scene.Box::area).toList());
    for (Scene.Arrow arrow : scene.arrows()) {
      Rect label = arrow.label();
      if (label.width() > 0) {
        assertThat(taken).as(arrow.from() + " to " + arrow.to()).noneMatch(label::overlaps);
        taken.add(label);
      }
    }
    assertThat(scene.boxes())
        .allSatisfy(
            box -> {
              assertThat(box.area().x()).isNotNegative();
              assertThat(box.area().right()).isLessThanOrEqualTo(scene.width());
            });
  }

  @Test
  void no_line_runs_through_the_words_of_the_overview() {
    Scene scene = Staging.of(OVERVIEW);
    for (Scene.Arrow arrow : scene.arrows()) {
      for (Scene.Words words : arrow.words()) {
        for (Scene.Text text : words.lines()) {
          Rect area = new Rect(text.x(), text.y() - 8, text.width(), 9);
          assertThat(scene.arrows())
              .as(text.text())
              .allMatch(other -> Polyline.of(other.points()).pointsIn(area) == 0);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_format_is_the_same_bytes_each_time(Format format) {
    byte[] once = Drawing.bytes(OVERVIEW, format, "../");
    byte[] again =
        Drawing.bytes(
            DiagramModel.of(MachineTables.byName("worker").view(), View.OVERVIEW), format, "../");
    assertThat(once).isEqualTo(again);
    if (format != Format.PNG) {
      assertThat(new String(once, java.nio.charset.StandardCharsets.UTF_8))
          .doesNotContain("\r")
          .endsWith("\n");
    }
  }

  @Test
  void a_png_is_a_picture_of_that_size() throws IOException {
    var image = ImageIO.read(new ByteArrayInputStream(Drawing.bytes(OVERVIEW, Format.PNG, "")));
    Scene scene = Staging.of(OVERVIEW);
    assertThat(image.getWidth()).isEqualTo((int) Math.ceil(scene.width() * 1.5));
  }

  @Test
  void plantuml_can_draw_what_is_written_for_it() throws IOException {
    String source = Drawing.text(OVERVIEW, Format.PLANTUML, "");
    var reader = new net.sourceforge.plantuml.SourceStringReader(source);
    var out = new java.io.ByteArrayOutputStream();
    reader.outputImage(
        out,
        new net.sourceforge.plantuml.FileFormatOption(net.sourceforge.plantuml.FileFormat.SVG));
    String svg = out.toString(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(svg).doesNotContain("Syntax Error", "An error has");
    assertThat(WORKER.states()).allSatisfy(state -> assertThat(svg).contains(state.name()));
  }

  @Test
  void what_is_written_as_scxml_is_read_as_the_same_rows() throws ForeignFormatException {
    TableView read = ForeignTable.read("w.scxml", Drawing.text(OVERVIEW, Format.SCXML, ""));
    assertThat(read.states())
        .extracting(StateView::name)
        .hasSameElementsAs(WORKER.states().stream().map(StateView::name).toList());
    assertThat(read.rows().stream().map(RowView::sentence).toList())
        .hasSameElementsAs(WORKER.rows().stream().map(RenderingTest::withoutPhrase).toList());
    assertThat(read.rooms()).hasSameElementsAs(WORKER.rooms());
  }

  private static String withoutPhrase(RowView row) {
    return row.sentence()
        .replace(", when " + row.condition(), row.guard().isEmpty() ? "" : ", when " + row.guard());
  }

  @Test
  void mermaid_says_who_moves_the_task_because_it_cannot_colour_lines() {
    assertThat(Drawing.text(OVERVIEW, Format.MERMAID, ""))
        .contains("\n  ready --> executing : a thread is free<br/>(thread pool)\n");
  }

  @Test
  void the_text_formats_of_all_views_take_at_most_100_milliseconds() {
    var threads = java.lang.management.ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 8; i++) {
      long start = threads.getCurrentThreadCpuTime();
      for (View view : View.all(WORKER)) {
        DiagramModel model = DiagramModel.of(WORKER, view);
        Stream.of(Format.values())
            .filter(format -> !Set.of(Format.PNG, Format.SVG, Format.HTML).contains(format))
            .forEach(format -> Drawing.text(model, format, ""));
      }
      best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
    }
    System.out.println("text formats of all views: " + best / 1_000_000 + " ms");
    assertThat(best).isLessThan(100_000_000);
  }

  @Test
  void a_table_with_500_rows_is_drawn_with_a_proposal_of_views() {
    ImmutableList.Builder<StateView> states = ImmutableList.builder();
    ImmutableList.Builder<RowView> rows = ImmutableList.builder();
    for (int i = 0; i < 50; i++) {
      states.add(new StateView("s" + i, "", "", false));
      for (int j = 1; j <= 10; j++) {
        String to = "s" + (i * 7 + j * 5 + 1) % 50;
        rows.add(
            new RowView(
                0, "s" + i, "e" + j, false, "", "", "actor", ImmutableList.of(to), "", "", null));
      }
    }
    TableView large =
        new TableView(
            "large",
            "",
            states.build(),
            rows.build(),
            "s0",
            ImmutableList.of(),
            null,
            0,
            ImmutableList.of("actor"),
            ImmutableList.of());
    long start = System.nanoTime();
    DiagramModel model = DiagramModel.of(large, View.OVERVIEW);
    String svg = Drawing.text(model, Format.SVG, "");
    System.out.println("500 rows: " + (System.nanoTime() - start) / 1_000_000 + " ms");
    assertThat(svg).contains(">s49</text>");
    assertThat(model.notes()).anyMatch(note -> note.contains("too many to be read"));
    assertThat(model.notes()).anyMatch(note -> note.contains("Try a view: actor:actor, around:"));
  }

  @Test
  void a_format_that_there_is_not_lists_the_formats() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Format.byName("gif"))
        .withMessageContaining("expected one of svg, png, html, plantuml");
  }
}
