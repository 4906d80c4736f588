package io.github.workerfsm.sim.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.sim.counterexample.Counterexample;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Many runs. */
class CampaignTest {
  private static final ScenarioRules DASK = ScenarioRules.CURRENT.base("dask-2022.12");

  private static Campaign run(Campaign campaign, int runs) {
    while (campaign.runs() < runs) {
      campaign.next();
    }
    return campaign;
  }

  private static Campaign campaign(ScenarioRules rules) {
    return new Campaign(rules, 1, List.of(StrategyKind.values()));
  }

  @Test
  void every_property_holds_under_the_current_rules() {
    Campaign campaign = run(campaign(ScenarioRules.CURRENT), 1_000);
    assertThat(campaign.findings()).isEmpty();
    assertThat(campaign.difference()).isNull();
    assertThat(campaign.coverage().rowsReached()).isGreaterThan(40);
  }

  @Test
  void a_campaign_that_is_read_back_goes_on_as_if_nothing_had_happened() throws Exception {
    Campaign whole = run(campaign(DASK), 600);
    String half = CampaignFile.write(run(campaign(DASK), 300));
    Campaign resumed = run(CampaignFile.read("c", half, DASK), 600);
    assertThat(CampaignFile.write(resumed)).isEqualTo(CampaignFile.write(whole));
  }

  /** A note on a row that there is no longer, or by another name, would never be read. */
  @Test
  void rows_that_cannot_be_taken_say_why() {
    assertThat(campaign(ScenarioRules.CURRENT).missedRows())
        .filteredOn(row -> row.contains("cannot be: "))
        .hasSize(4);
    assertThat(campaign(ScenarioRules.CURRENT).missedRows())
        .filteredOn(row -> row.contains("rare: "))
        .hasSize(2);
    assertThat(campaign(DASK).missedRows()).noneMatch(row -> row.contains(": "));
  }

  @Test
  void how_many_threads_play_makes_no_difference() throws Exception {
    String alone = CampaignFile.write(run(campaign(DASK), 700));
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      for (int threads = 1; threads <= 3; threads++) {
        Campaign campaign = campaign(DASK);
        campaign.advance(100, executor, threads); // within a round
        while (campaign.runs() < 700) {
          campaign.advance(700, executor, threads);
        }
        assertThat(CampaignFile.write(campaign)).as(threads + " threads").isEqualTo(alone);
      }
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void a_bad_file_is_refused_in_one_line() {
    String good = CampaignFile.write(run(campaign(DASK), 20));
    refused("nonsense", DASK, "does not begin with");
    refused(good.substring(0, good.length() / 2), DASK, "expected a whole file");
    refused(good.replace("seed\t1", "seed\t2"), DASK, "expected a whole file");
    refused(good, ScenarioRules.CURRENT, "expected one over base current");
  }

  private static void refused(String text, ScenarioRules rules, String expected) {
    assertThatThrownBy(() -> CampaignFile.read("c", text, rules))
        .isInstanceOf(CampaignFormatException.class)
        .hasMessageContaining(expected)
        .hasMessageNotContaining("\n");
  }

  @Test
  void what_is_found_in_the_reference_shrinks_to_a_few_choices() {
    Campaign campaign = campaign(DASK);
    while (campaign.findings().isEmpty()) {
      campaign.next();
    }
    Finding found = campaign.findings().get(0);
    Counterexample small = Shrinker.shrink(found.counterexample(DASK), 1_500);
    assertThat(small.holdsUp()).isTrue();
    assertThat(small.property()).isEqualTo(found.property());
    assertThat(small.choices().size()).isLessThanOrEqualTo(14);
    assertThat(small.world().workers().size()).isLessThanOrEqualTo(2);
  }
}
