package io.github.workerfsm.worker;

import io.github.workerfsm.snapshot.SnapshotInput;
import io.github.workerfsm.snapshot.SnapshotOutput;
import io.github.workerfsm.task.Resources;
import java.io.IOException;
import java.util.TreeMap;

/** Settings as the second line of a snapshot, both ways. A limit that is none is null. */
final class SettingsLine {
  private final SnapshotOutput out;

  SettingsLine(SnapshotOutput out) {
    this.out = out;
  }

  void write(Settings settings) throws IOException {
    out.line();
    out.member("address");
    out.text(settings.address());
    out.member("threads");
    out.number(settings.threads());
    out.member("running");
    out.flag(settings.running());
    out.member("totalResources");
    SnapshotWriter.amounts(out, settings.totalResources().amounts());
    out.member("availableResources");
    SnapshotWriter.amounts(out, settings.availableResources().amounts());
    limit("transferCountLimit", settings.transferCountLimit());
    limit("transferMessageBytesLimit", settings.transferMessageBytesLimit());
    limit("transferBytesLimit", settings.transferBytesLimit());
    limit("transferThrottleThreshold", settings.transferThrottleThreshold());
    limit("transitionLimit", settings.transitionLimit());
    limit("defaultNbytes", settings.defaultNbytes());
    out.endLine();
  }

  private void limit(String name, long limit) throws IOException {
    out.member(name);
    if (limit == Settings.UNLIMITED) {
      out.nothing();
    } else {
      out.number(limit);
    }
  }

  static Settings read(SnapshotInput in) throws IOException {
    in.line();
    in.member("address");
    Settings.Builder settings = Settings.at(in.text());
    in.member("threads");
    settings.threads((int) in.number(0, Integer.MAX_VALUE));
    in.member("running");
    settings.running(in.flag());
    in.member("totalResources");
    settings.totalResources(resources(in));
    in.member("availableResources");
    settings.availableResources(resources(in));
    settings.transferCountLimit(limit(in, "transferCountLimit"));
    settings.transferMessageBytesLimit(limit(in, "transferMessageBytesLimit"));
    settings.transferBytesLimit(limit(in, "transferBytesLimit"));
    settings.transferThrottleThreshold(limit(in, "transferThrottleThreshold"));
    settings.transitionLimit(limit(in, "transitionLimit"));
    settings.defaultNbytes(limit(in, "defaultNbytes"));
    in.endLine();
    return settings.build();
  }

  private static long limit(SnapshotInput in, String name) throws IOException {
    in.member(name);
    return in.nothing() ? Settings.UNLIMITED : in.number(0, Long.MAX_VALUE);
  }

  static Resources resources(SnapshotInput in) throws IOException {
    return Resources.of(amounts(in));
  }

  static TreeMap<String, Double> amounts(SnapshotInput in) throws IOException {
    TreeMap<String, Double> amounts = new TreeMap<>();
    in.open('{');
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      double amount = in.decimal();
      if (amounts.put(name, amount) != null) {
        throw in.wrong("resource " + name + " is named twice", "each once");
      }
    }
    return amounts;
  }
}
