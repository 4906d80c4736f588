package io.github.workerfsm.sim.fuzz;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.github.workerfsm.sim.counterexample.RuleLines;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.sim.world.Choice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A campaign as text, to go on with it another time: a line for each thing, words with tabs between
 * them, and in the last line a sum of all before, so that a file that has been cut off is noticed.
 */
public final class CampaignFile {
  private static final String VERSION = "fsm-fuzz-campaign 2";
  private static final String SUM = "sum";

  private CampaignFile() {}

  /** The file. */
  public static String write(Campaign campaign) {
    List<String> lines = new ArrayList<>();
    lines.add(VERSION);
    lines.add(line("rules", rules(campaign.rules)));
    lines.add(line("seed", campaign.seed));
    lines.add(
        line(
            "strategies",
            campaign.strategies.stream()
                .map(StrategyKind::label)
                .collect(Collectors.joining(","))));
    lines.add(line("runs", campaign.runs, campaign.twice));
    lines.add(line("reached", hex(campaign.coverage.toLongs())));
    for (Score score : campaign.scores.values()) {
      lines.add(
          line("score", score.strategy().label(), score.runs(), score.events(), score.failures()));
      for (Score.FirstSight sight : score.sights()) {
        lines.add(line("sight", score.strategy().label(), sight.runs(), sight.kind()));
      }
    }
    for (Prefix prefix : campaign.prefixes) {
      lines.add(line("prefix", prefix.cluster(), prefix.found(), hex(prefix.choices())));
    }
    for (Finding found : campaign.findings.values()) {
      lines.add(
          line(
              "finding",
              found.seed(),
              found.cluster(),
              found.strategy().label(),
              found.run(),
              found.property(),
              found.kind(),
              hex(found.choices())));
    }
    String text = String.join("\n", lines) + "\n";
    return text + line(SUM, sum(text)) + "\n";
  }

  /**
   * The campaign that the text says.
   *
   * @param file its name, for messages
   * @param rules that the campaign has to be about
   */
  public static Campaign read(String file, String text, ScenarioRules rules)
      throws CampaignFormatException {
    if (!text.startsWith(VERSION + "\n")) {
      throw new CampaignFormatException(
          file
              + ": it does not begin with \""
              + VERSION
              + "\", expected a campaign of this version");
    }
    int last = text.lastIndexOf(SUM + "\t");
    if (last < 0 || !text.substring(last).equals(line(SUM, sum(text.substring(0, last))) + "\n")) {
      throw new CampaignFormatException(
          file + ": the sum in its last line is not that of the others, expected a whole file");
    }
    List<String> lines = text.substring(0, last).lines().toList();
    String told = fields(lines, "rules").get(0)[1];
    if (!told.equals(rules(rules))) {
      throw new CampaignFormatException(
          file + ": it is a campaign over " + told + ", expected one over " + rules(rules));
    }
    try {
      return read(lines, rules);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CampaignFormatException(
          file + ": " + e.getMessage() + ", expected a file that was written by a campaign");
    }
  }

  private static Campaign read(List<String> lines, ScenarioRules rules) {
    List<StrategyKind> strategies = new ArrayList<>();
    for (String label : fields(lines, "strategies").get(0)[1].split(",")) {
      strategies.add(StrategyKind.byLabel(label));
    }
    Campaign campaign =
        new Campaign(rules, Long.parseLong(fields(lines, "seed").get(0)[1]), strategies);
    String[] runs = fields(lines, "runs").get(0);
    campaign.runs = Long.parseLong(runs[1]);
    campaign.twice = Long.parseLong(runs[2]);
    campaign.coverage.add(longs(fields(lines, "reached").get(0)[1]));
    for (String[] f : fields(lines, "score")) {
      StrategyKind strategy = StrategyKind.byLabel(f[1]);
      campaign.scores.put(
          strategy,
          new Score(strategy, Long.parseLong(f[2]), Long.parseLong(f[3]), Long.parseLong(f[4])));
    }
    for (String[] f : fields(lines, "sight")) {
      Score score = campaign.scores.get(StrategyKind.byLabel(f[1]));
      if (score != null) {
        score.saw(new Score.FirstSight(f[3], Long.parseLong(f[2])));
      }
    }
    for (String[] f : fields(lines, "prefix")) {
      campaign.prefixes.add(new Prefix(Long.parseLong(f[1]), choices(f[3]), Long.parseLong(f[2])));
    }
    for (String[] f : fields(lines, "finding")) {
      campaign.findings.put(
          f[6],
          new Finding(
              f[6],
              Long.parseLong(f[1]),
              Long.parseLong(f[2]),
              StrategyKind.byLabel(f[3]),
              Long.parseLong(f[4]),
              choices(f[7]),
              f[5]));
    }
    return campaign;
  }

  /** The fields of the lines that begin with the word. */
  private static List<String[]> fields(List<String> lines, String word) {
    List<String[]> found = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(word + "\t")) {
        found.add(line.split("\t", -1));
      }
    }
    return found;
  }

  private static String line(Object... words) {
    StringBuilder line = new StringBuilder();
    for (Object word : words) {
      line.append(line.isEmpty() ? "" : "\t").append(word);
    }
    return line.toString();
  }

  /** Names say what is different, the fingerprint that the table is still the same. */
  private static String rules(ScenarioRules rules) {
    List<String> lines = RuleLines.of(rules);
    return (lines.isEmpty() ? "base current" : String.join("; ", lines))
        + "; table "
        + rules.worker().table().fingerprint();
  }

  private static String sum(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
  }

  private static String hex(long[] longs) {
    StringBuilder text = new StringBuilder();
    for (long one : longs) {
      text.append(text.isEmpty() ? "" : " ").append(Long.toHexString(one));
    }
    return text.toString();
  }

  private static String hex(List<Choice> choices) {
    long[] longs = new long[choices.size() * Choice.LONGS];
    for (int i = 0; i < choices.size(); i++) {
      longs[i * Choice.LONGS] = choices.get(i).header();
      longs[i * Choice.LONGS + 1] = choices.get(i).keys();
    }
    return hex(longs);
  }

  private static long[] longs(String text) {
    if (text.isEmpty()) {
      return new long[0];
    }
    String[] words = text.split(" ", -1);
    long[] longs = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      longs[i] = Long.parseUnsignedLong(words[i], 16);
    }
    return longs;
  }

  private static ImmutableList<Choice> choices(String text) {
    long[] longs = longs(text);
    ImmutableList.Builder<Choice> choices = ImmutableList.builder();
    for (int i = 0; i < longs.length; i += Choice.LONGS) {
      choices.add(Choice.of(longs[i], longs[i + 1]));
    }
    return choices.build();
  }
}
