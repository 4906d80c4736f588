package io.github.workerfsm.trace;

import io.github.workerfsm.worker.Settings;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the traces of one file, line by line: for each trace a {@link TraceHeader}, then {@link
 * Step steps} and {@link Poke pokes}. Plain or gzip, told apart by the first bytes.
 *
 * <p>Strict: whatever does not follow the format, version {@value TraceHeader#VERSION}, is a {@link
 * TraceFormatException}, after which the reader is of no further use. Not more than one line is in
 * memory at a time.
 */
public final class TraceReader implements Closeable {
  /** Bytes that a line may have unless said otherwise. */
  public static final int LINE_LIMIT = 64 << 20;

  private final InputStream in;
  private final String file;
  private final int lineLimit;
  private @Nullable LineReader lines;
  private long number;
  private @Nullable Progress trace;

  /**
   * A reader of a stream that the caller has opened.
   *
   * @param file what to call the file in messages
   */
  public TraceReader(InputStream in, String file) {
    this(in, file, LINE_LIMIT);
  }

  /**
   * A reader of a stream that the caller has opened.
   *
   * @param file what to call the file in messages
   * @param lineLimit bytes that a line may have; twice as many are needed to read such a line
   */
  public TraceReader(InputStream in, String file, int lineLimit) {
    this.in = in;
    this.file = file;
    this.lineLimit = lineLimit;
  }

  /** What the file is called in messages. */
  public String file() {
    return file;
  }

  /** The number of the line that was read last, from 1. */
  public long number() {
    return number;
  }

  /**
   * Reads the next line.
   *
   * @return the line; null at the end
   * @throws TraceFormatException if the line is not what the format expects
   * @throws IOException if the stream cannot be read
   */
  public @Nullable TraceLine read() throws IOException {
    number++;
    try {
      if (lines == null) {
        lines = new LineReader(in, lineLimit);
      }
      if (!lines.advance()) {
        end();
        return null;
      }
      return line(new Members("the line", Json.parse(lines.bytes(), lines.from(), lines.length())));
    } catch (FormatProblem e) {
      throw new TraceFormatException(file, number, e.problem(), null);
    } catch (EOFException e) {
      throw new TraceFormatException(
          file, number, "the gzip data ends too early, expected a complete file", e);
    } catch (ZipException e) {
      throw new TraceFormatException(
          file,
          number,
          "the gzip data is damaged (" + e.getMessage() + "), expected an intact file",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private TraceLine line(Members members) throws TraceFormatException {
    if (members.has("trace")) {
      TraceHeader header = TraceHeader.read(members);
      finish();
      trace = new Progress(header, number);
      return header;
    }
    if (trace == null) {
      throw new FormatProblem("the file begins with another line, expected the header of a trace");
    }
    return trace.line(members);
  }

  private void end() throws TraceFormatException {
    if (trace == null) {
      throw new FormatProblem("the file is empty, expected the header of a trace");
    }
    finish();
    number--;
  }

  private void finish() throws TraceFormatException {
    if (trace != null) {
      trace.finish(file);
    }
  }

  /** How far a trace has been read, for what can be said only of several lines. */
  private static final class Progress {
    private final TraceHeader header;
    private final long number;
    private Settings settings;
    private long lines;
    private long stimuli;
    private long deterministicLines;
    private boolean over;

    Progress(TraceHeader header, long number) {
      this.header = header;
      this.number = number;
      this.settings = header.settings();
    }

    TraceLine line(Members members) {
      if (over) {
        throw new FormatProblem(
            "a line follows one with \"raised\", expected that to be the last of its trace");
      }
      if (members.has("poke")) {
        Poke poke = Poke.read(members, settings);
        settings = poke.applyTo(settings);
        return poke;
      }
      if (!members.has("stimulus") && !members.has("stimuli")) {
        throw new FormatProblem(
            "the line has none of \"trace\", \"poke\", \"stimulus\", \"stimuli\", expected one");
      }
      Step step = Step.read(members);
      count(step);
      return step;
    }

    private void count(Step step) {
      if (step.deterministic() && deterministicLines == lines) {
        deterministicLines++;
      }
      lines++;
      stimuli += step.events().size();
      over = step.answer().raised() != null;
    }

    void finish(String file) throws TraceFormatException {
      verify(file, "lines", header.lines(), lines);
      verify(file, "stimuli", header.stimuli(), stimuli);
      verify(file, "deterministic_lines", header.deterministicLines(), deterministicLines);
    }

    private void verify(String file, String name, @Nullable Long announced, long counted)
        throws TraceFormatException {
      if (announced != null && announced != counted) {
        throw new TraceFormatException(
            file,
            number,
            "the header says \""
                + name
                + "\": "
                + announced
                + ", expected the "
                + counted
                + " of the lines that follow",
            null);
      }
    }
  }
}
