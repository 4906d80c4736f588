package io.github.workerfsm.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A short real life, as the reference tells it: b needs a, which comes from a peer; b runs, is
 * cancelled while it runs, and the run ends. What a test wants to be different, it replaces.
 */
final class SmallTrace {
  static final String HEADER =
      """
      {"trace":1,"source":"dask.distributed 2022.12.1","name":"small#1","kind":"unit","config":{"nthreads":1,\
      "address":"tcp://host-1:1","running":true,"validate":true,"transition_counter_max":50000,\
      "total_resources":{},"available_resources":{},"transfer_incoming_count_limit":9999,\
      "transfer_message_bytes_limit":null,"transfer_incoming_bytes_limit":null,\
      "transfer_incoming_bytes_throttle_threshold":10000000},"stimuli":4,"lines":4,"deterministic":true,\
      "deterministic_lines":4}""";

  static final String COMPUTE =
      """
      {"stimulus":{"op":"compute-task","stimulus_id":"s1","key":"b","who_has":{"a":["tcp://host-1:2"]},\
      "nbytes":{"a":28},"priority":[0,1,3],"resource_restrictions":{},"actor":false},\
      "instructions":[{"op":"gather-dep","stimulus_id":"s1","worker":"tcp://host-1:2","to_gather":["a"],\
      "total_nbytes":28}],"transitions":[["b","released","waiting","waiting"],\
      ["a","released","fetch","fetch"],["a","fetch","flight","flight"]],\
      "states":{"a":"flight","b":"waiting"},"counts":{"tasks":2,"in_memory":0,"executing":0,\
      "long_running":0,"in_flight":1,"ready":0,"constrained":0,"waiting":1,"fetch":0,"missing":0,\
      "executed":0,"nbytes":0,"transfer_incoming_bytes":28,"transfer_incoming_count":1},\
      "deterministic":true,"ordered":true}""";

  static final String GATHERED =
      """
      {"stimulus":{"op":"gather-dep-success","stimulus_id":"s2","worker":"tcp://host-1:2",\
      "total_nbytes":28,"data":{"a":{"nbytes":28,"type":"int"}}},"instructions":[{"op":"add-keys",\
      "stimulus_id":"s2","keys":["a"]},{"op":"execute","stimulus_id":"s2","key":"b"}],\
      "transitions":[["a","flight","memory","memory"],["b","waiting","ready","ready"],\
      ["b","ready","executing","executing"]],"states":{"a":"memory","b":"executing"},\
      "counts":{"tasks":2,"in_memory":1,"executing":1,"long_running":0,"in_flight":0,"ready":0,\
      "constrained":0,"waiting":0,"fetch":0,"missing":0,"executed":0,"nbytes":28,\
      "transfer_incoming_bytes":0,"transfer_incoming_count":0},"deterministic":true,"ordered":true}""";

  static final String FREED =
      """
      {"stimulus":{"op":"free-keys","stimulus_id":"s3","keys":["b"]},"instructions":[],\
      "transitions":[["b","executing","released","cancelled"]],"states":{"b":{"state":"cancelled",\
      "previous":"executing","next":null}},"counts":{"tasks":2,"in_memory":1,"executing":1,\
      "long_running":0,"in_flight":0,"ready":0,"constrained":0,"waiting":0,"fetch":0,"missing":0,\
      "executed":0,"nbytes":28,"transfer_incoming_bytes":0,"transfer_incoming_count":0},\
      "deterministic":true,"ordered":true}""";

  static final String FAILED =
      """
      {"stimulus":{"op":"execute-failure","stimulus_id":"s4","key":"b","exception_text":"no"},\
      "instructions":[],"transitions":[["b","cancelled","error","released"],\
      ["b","released","forgotten","forgotten"]],"states":{"b":"forgotten"},"counts":{"tasks":1,\
      "in_memory":1,"executing":0,"long_running":0,"in_flight":0,"ready":0,"constrained":0,\
      "waiting":0,"fetch":0,"missing":0,"executed":1,"nbytes":28,"transfer_incoming_bytes":0,\
      "transfer_incoming_count":0},"deterministic":true,"ordered":true}""";

  static final List<String> LINES = List.of(HEADER, COMPUTE, GATHERED, FREED, FAILED);

  private SmallTrace() {}

  /** The whole trace with one text in it replaced, which has to be there. */
  static String with(String text, String replacement) {
    String whole = String.join("\n", LINES);
    if (!whole.contains(text)) {
      throw new IllegalArgumentException("the trace has no " + text);
    }
    return whole.replace(text, replacement);
  }

  /** A line that the format allows, as a step. */
  static Step step(String line) {
    return (Step) read(HEADER.replace(":4", ":1") + "\n" + line).get(1);
  }

  static List<TraceLine> read(String text) {
    return read(text.getBytes(UTF_8));
  }

  static List<TraceLine> read(byte[] bytes) {
    try (TraceReader reader = reader(bytes)) {
      List<TraceLine> lines = new ArrayList<>();
      for (TraceLine line = reader.read(); line != null; line = reader.read()) {
        lines.add(line);
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TraceReader reader(String text) {
    return reader(text.getBytes(UTF_8));
  }

  static TraceReader reader(byte[] bytes) {
    return new TraceReader(new ByteArrayInputStream(bytes), "small.jsonl");
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
