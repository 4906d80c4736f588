package io.github.workerfsm.sim.cli;

import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: which program this is, and which tables it goes by. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("fsm " + number());
    for (RuleSet rules : RuleSet.all()) {
      lines.add("table " + rules + ": " + rules.table().fingerprint());
    }
    lines.add("Java " + Runtime.version());
    return lines.toArray(String[]::new);
  }

  private static String number() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    }
    return properties.getProperty("version", "of unknown version");
  }
}
