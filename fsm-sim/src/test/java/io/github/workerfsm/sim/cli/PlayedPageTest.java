package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The pages of a replay and of a counterexample, in a real browser. What a page can do is tested
 * where it is made.
 */
class PlayedPageTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  @TempDir private Path directory;

  @Test
  void the_longest_bundled_trace_is_played_to_its_end() throws IOException {
    requireBrowser();
    Path page = directory.resolve("page.html");
    FsmRun.of("replay", "bundled:map_reduce_big", "--guided", "--report", page.toString()).holds();
    ChromeDriver browser = browser();
    try {
      browser.get(page.toUri().toString());
      shows(browser, "step 0 of 12614");
      browser.executeScript("document.getElementById('speed').selectedIndex = 5");
      browser.findElement(By.tagName("body")).sendKeys(" ");
      shows(browser, "step 12614 of 12614");
      assertThat(browser.findElement(By.id("now")).getText()).endsWith("Here the recording ends.");
      screenshot(browser, "replay-end");
      browser.findElement(By.id("jump")).sendKeys("6000", Keys.ENTER);
      shows(browser, "step 6000 of 12614");
      screenshot(browser, "replay-middle");
    } finally {
      browser.quit();
    }
  }

  @Test
  void a_counterexample_of_the_explorer_is_played_to_where_it_is_stuck() throws IOException {
    requireBrowser();
    Path page = directory.resolve("explored.html");
    FsmRun.of(
            "explore",
            "--graph=x; y<x",
            "--faults=2",
            "--rules=dask-2022.12",
            "--first",
            "--report",
            page.toString())
        .doesNotHold();
    ChromeDriver browser = browser();
    try {
      browser.get(page.toUri().toString());
      shows(browser, "step 0 of 9");
      browser.findElement(By.tagName("body")).sendKeys(" ");
      shows(browser, "step 9 of 9");
      assertThat(browser.findElement(By.id("now")).getText()).contains("What does not hold: L1");
      assertThat(badge(browser, "waiting-for-dependencies")).isEqualTo("1");
      assertThat(badge(browser, "error")).isEqualTo("1");
      screenshot(browser, "explored");
      new Select(browser.findElement(By.id("place"))).selectByVisibleText("A");
      browser.findElement(By.tagName("body")).sendKeys(Keys.HOME, Keys.ARROW_RIGHT);
      shows(browser, "step 2 of 9");
      assertThat(browser.findElement(By.id("now")).getText()).contains("x@A: new");
      browser.findElement(By.id("dark")).click();
      screenshot(browser, "explored-on-A-other-light");
    } finally {
      browser.quit();
    }
  }

  private static String badge(ChromeDriver browser, String state) {
    return browser
        .findElement(By.cssSelector(".state[data-state='" + state + "'] .badge text"))
        .getText();
  }

  private static void requireBrowser() {
    if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
      String reason = "no " + CHROMIUM + " and " + DRIVER + " (packages chromium, chromium-driver)";
      System.out.println("skipped, pages are not tested in a browser: " + reason);
      Assumptions.abort(reason);
    }
  }

  private ChromeDriver browser() {
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1500,1000",
        "--user-data-dir=" + directory.resolve("profile").toAbsolutePath());
    return new ChromeDriver(
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build(),
        options);
  }

  private static void shows(ChromeDriver browser, String position) {
    new WebDriverWait(browser, Duration.ofSeconds(60), Duration.ofMillis(50))
        .until(b -> b.findElement(By.id("position")).getText().equals(position));
  }

  private static void screenshot(ChromeDriver browser, String name) throws IOException {
    Path screenshots = Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(screenshots.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }
}
