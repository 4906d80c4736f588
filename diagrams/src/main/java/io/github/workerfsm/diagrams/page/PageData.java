package io.github.workerfsm.diagrams.page;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.render.JsonWriter;
import io.github.workerfsm.diagrams.render.RowTree;
import io.github.workerfsm.diagrams.table.StateView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the script of a page reads: keys, states and times are written once and named by their
 * position, so that ten thousand steps stay small.
 */
final class PageData {
  private final DiagramModel model;
  private final Playback playback;
  private final Map<String, Integer> keys = new LinkedHashMap<>();
  private final Map<String, Integer> words = new LinkedHashMap<>();

  private PageData(DiagramModel model, Playback playback) {
    this.model = model;
    this.playback = playback;
    model.table().states().stream().map(StateView::name).forEach(state -> index(words, state));
  }

  static String of(DiagramModel model, Playback playback) {
    return JsonWriter.of(new PageData(model, playback).tree());
  }

  private Map<String, @Nullable Object> tree() {
    List<Object> events = new ArrayList<>();
    List<Object> changes = new ArrayList<>();
    List<Object> sizes = new ArrayList<>();
    Map<String, Integer> texts = new LinkedHashMap<>();
    List<Object> times = new ArrayList<>();
    for (Frame frame : playback.frames()) {
      events.add(index(texts, frame.event()));
      times.add(frame.time());
      changes.add(flat(frame));
      sizes.add(frame.sizes());
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("title", playback.title());
    tree.put("unit", playback.timeUnit());
    tree.put("ending", playback.ending());
    tree.put("actors", model.table().actors());
    tree.put("rows", model.table().rows().stream().map(RowTree::of).toList());
    tree.put("states", model.table().states().size());
    tree.put("queues", playback.queues());
    tree.put("words", words.keySet());
    tree.put("keys", keys.keySet());
    tree.put("places", playback.places());
    tree.put("texts", texts.keySet());
    tree.put("events", events);
    tree.put("times", times);
    tree.put("changes", changes);
    tree.put("sizes", sizes);
    return tree;
  }

  /** Five numbers for each change: key, from, requested, landing, row. */
  private List<Integer> flat(Frame frame) {
    List<Integer> flat = new ArrayList<>();
    for (Change change : frame.changes()) {
      flat.add(index(keys, change.key()));
      flat.add(index(words, change.from()));
      flat.add(index(words, change.requested()));
      flat.add(index(words, change.landing()));
      flat.add(change.row());
    }
    return flat;
  }

  private static int index(Map<String, Integer> known, String text) {
    Integer index = known.get(text);
    if (index == null) {
      index = known.size();
      known.put(text, index);
    }
    return index;
  }
}
