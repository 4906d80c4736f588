package io.github.workerfsm.diagrams.page;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.View;
import io.github.workerfsm.diagrams.table.MachineTables;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.TableView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page, in a real browser. */
class PageTest {
  private static final TableView TABLE = MachineTables.byName("worker").view();
  private static final DiagramModel MODEL = DiagramModel.of(TABLE, View.OVERVIEW);

  @TempDir private static Path directory;
  private static Browser browser;

  @BeforeAll
  static void startBrowser() {
    browser = Browser.start(directory.resolve("profile"));
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void a_page_shows_the_picture_and_every_row() throws IOException {
    open(Playback.NONE);
    assertThat(browser.count("svg.fsm .state")).isEqualTo(TABLE.states().size());
    assertThat(browser.count("tr[data-row]")).isEqualTo(TABLE.rows().size());
    assertThat(browser.find("#player").isDisplayed()).isFalse();
    browser.screenshot("still");
    browser.isClean();
  }

  @Test
  void a_playback_is_stepped_forth_and_back_by_keyboard() throws IOException {
    open(lives(3));
    browser.untilText("#position", "step 0 of 15");
    browser.press(Keys.ARROW_RIGHT);
    browser.untilText("#now", "task-0: new \u2192 waiting-for-dependencies");
    assertThat(browser.count(".state.landed[data-state='waiting-for-dependencies']")).isEqualTo(1);
    browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    browser.untilText("#now", "ready \u2192 executing");
    assertThat(badge("executing")).isEqualTo("1");
    browser.press(Keys.ARROW_LEFT);
    browser.untilText("#now", "waiting-for-dependencies \u2192 ready");
    assertThat(badge("ready")).isEqualTo("1");
    browser.screenshot("stepping");
    browser.press(Keys.END);
    browser.untilText("#now", "That is all.");
    assertThat(badge("released")).isEqualTo("3");
    browser.press(Keys.HOME);
    browser.untilText("#position", "step 0 of 15");
    browser.isClean();
  }

  @Test
  void it_jumps_to_a_key_and_filters_by_key_and_actor() throws IOException {
    open(lives(40));
    browser.find("#jump").sendKeys("task-7", Keys.ENTER);
    browser.untilText("#position", "step 36 of 200");
    assertThat(browser.text("#matching")).isEqualTo("5 of 200 steps");
    assertThat(browser.count(".state.here[data-state='waiting-for-dependencies']")).isEqualTo(1);
    browser.press(Keys.ESCAPE);
    browser.find("#actors input[value='scheduler']").click();
    browser.find("#actors input[value='event loop']").click();
    assertThat(browser.text("#matching")).isEqualTo("80 of 200 steps");
    browser.press(Keys.HOME, Keys.ARROW_RIGHT);
    browser.untilText("#position", "step 3 of 200");
    browser.find("#jump").clear();
    browser.find("#jump").sendKeys("@ 120", Keys.ENTER);
    browser.untilText("#position", "step 120 of 200");
    browser.screenshot("filtered");
    browser.isClean();
  }

  @Test
  void in_full_size_what_moves_is_kept_in_view() throws IOException {
    open(lives(1));
    browser.press("ww", Keys.END);
    browser.untilText("#now", "That is all.");
    assertThat(browser.text("#whole")).isEqualTo("Full size");
    browser.press(Keys.ARROW_LEFT);
    browser.untilText("#now", "executing \u2192 memory");
    assertThat(
            browser.script(
                "const p = document.getElementById('picture').getBoundingClientRect();"
                    + "const b = document.querySelector('.state.landed').getBoundingClientRect();"
                    + "return b.top >= p.top && b.bottom <= p.bottom && b.left >= p.left"
                    + " && b.right <= p.right && b.width > 150"))
        .isEqualTo("true");
    browser.screenshot("full-size");
    browser.isClean();
  }

  @Test
  void one_of_several_places_can_be_looked_at_alone() throws IOException {
    Playback one = lives(2);
    open(
        new Playback(
            one.title(),
            one.timeUnit(),
            one.queues(),
            one.frames().stream().map(PageTest::inPlaces).collect(toImmutableList()),
            one.ending(),
            ImmutableList.of("A", "B")));
    browser.press(Keys.END);
    browser.untilText("#now", "That is all.");
    assertThat(badge("released")).isEqualTo("2");
    browser.script(
        "const s = document.getElementById('place'); s.value = 'B';"
            + "s.dispatchEvent(new Event('change'))");
    browser.untilText("#matching", "5 of 10 steps");
    browser.until(b -> badge("released").equals("1"));
    browser.press(Keys.HOME, Keys.ARROW_RIGHT);
    browser.untilText("#now", "task-1@B: new");
    browser.screenshot("place");
    browser.press(Keys.ESCAPE);
    browser.untilText("#matching", "");
    open(one);
    assertThat(browser.find("#on").isDisplayed()).isFalse();
  }

  /** The first task in one place, the second in another. */
  private static Frame inPlaces(Frame frame) {
    return new Frame(
        frame.time(),
        frame.event(),
        frame.changes().stream()
            .map(
                c ->
                    new Change(
                        c.key() + (c.key().endsWith("0") ? "@A" : "@B"),
                        c.from(),
                        c.requested(),
                        c.landing(),
                        c.row()))
            .collect(toImmutableList()),
        frame.sizes());
  }

  @Test
  void pointing_at_a_state_dims_what_does_not_belong_to_it() throws IOException {
    open(Playback.NONE);
    browser.script(
        "document.querySelector(\".state[data-state='ready'] rect\")"
            + ".dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))");
    assertThat(browser.count("svg.focused")).isEqualTo(1);
    assertThat(browser.count(".state.near[data-state='executing']")).isEqualTo(1);
    assertThat(browser.count(".state.near[data-state='error']")).isZero();
    browser.screenshot("hovering");
  }

  @Test
  void it_can_be_dark_and_is_printed_on_one_page() throws IOException {
    open(lives(3));
    boolean dark = browser.script("return document.documentElement.dataset.theme").equals("dark");
    if (!dark) {
      browser.press("d");
    }
    assertThat(browser.script("return document.documentElement.dataset.theme")).isEqualTo("dark");
    browser.press(Keys.ARROW_RIGHT);
    browser.untilText("#position", "step 1 ");
    browser.screenshot("dark");
    assertThat(browser.printedPages()).isEqualTo(1);
  }

  @Test
  void twelve_thousand_steps_stay_smooth() throws IOException {
    open(lives(2400));
    browser.untilText("#position", "of 12000");
    browser.script(
        "window.slowest = 0; window.frames1 = 0; let last = performance.now();"
            + "const watch = now => { window.slowest = Math.max(window.slowest, now - last);"
            + " last = now; window.frames1++; requestAnimationFrame(watch); };"
            + "requestAnimationFrame(watch);"
            + "document.getElementById('speed').selectedIndex = 5;");
    browser.press(" ");
    browser.untilText("#position", "step 12000 of 12000");
    browser.screenshot("long");
    double frames = Double.parseDouble(browser.script("return window.frames1"));
    double slowest = Double.parseDouble(browser.script("return window.slowest"));
    System.out.println("12,000 steps: " + frames + " frames, the slowest " + slowest + " ms");
    assertThat(frames).as("frames while 12,000 steps played").isGreaterThan(100);
    double jump =
        Double.parseDouble(
            browser.script(
                "const t = performance.now(); const s = document.getElementById('seek');"
                    + "s.value = 0; s.oninput(); s.value = 12000; s.oninput();"
                    + "return performance.now() - t"));
    System.out.println("from end to end and back: " + jump + " ms");
    assertThat(jump).isLessThan(1000);
    browser.isClean();
  }

  private void open(Playback playback) throws IOException {
    Path file = directory.resolve("page.html");
    Files.writeString(file, Page.of(MODEL, playback, ""));
    browser.open(file);
  }

  private String badge(String state) {
    return browser.script(
        "return document.querySelector(\".state[data-state='"
            + state
            + "'] .badge text\")"
            + ".textContent");
  }

  /** So many tasks, each of which is assigned, computed and released, one after the other. */
  private static Playback lives(int tasks) {
    List<String> life =
        List.of("new", "waiting-for-dependencies", "ready", "executing", "memory", "released");
    List<Frame> frames = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      for (int i = 0; i + 1 < life.size(); i++) {
        Change change =
            new Change(
                "task-" + task,
                life.get(i),
                life.get(i + 1),
                life.get(i + 1),
                row(life.get(i), life.get(i + 1)));
        frames.add(
            new Frame(
                Integer.toString(frames.size() + 1),
                "event-" + i,
                ImmutableList.of(change),
                ImmutableList.of(task % 17, i)));
      }
    }
    return new Playback(
        "made up",
        "line",
        ImmutableList.of("waiting", "ready"),
        ImmutableList.copyOf(frames),
        "That is all.");
  }

  private static int row(String from, String to) {
    return TABLE.rows().stream()
        .filter(row -> row.from().equals(from) && row.landings().contains(to))
        .mapToInt(RowView::number)
        .findFirst()
        .orElseThrow();
  }
}
