package io.github.workerfsm.diagrams.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Debian's Chromium without a window. Nothing is downloaded; where it is not, tests are skipped.
 */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  /** Where screenshots go, to be looked at. */
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** Selenium warns of what is not used here. Held, because loggers are forgotten otherwise. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one with a profile in the given empty directory, or skips the test and says why. */
  static Browser start(Path profile) {
    if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
      String reason = "no " + CHROMIUM + " and " + DRIVER + " (packages chromium, chromium-driver)";
      System.out.println("skipped, the page is not tested in a browser: " + reason);
      Assumptions.abort(reason);
    }
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
        "--user-data-dir=" + profile.toAbsolutePath());
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Opens a file and waits until its script has run. */
  void open(Path file) {
    driver.get(file.toAbsolutePath().toUri().toString());
    until(d -> !script("return document.documentElement.dataset.theme || ''").equals(""));
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  int count(String css) {
    return driver.findElements(By.cssSelector(css)).size();
  }

  String text(String css) {
    return find(css).getText();
  }

  /** Presses keys on the page as a whole. */
  void press(CharSequence... keys) {
    find("body").sendKeys(keys);
  }

  String script(String script, Object... arguments) {
    return String.valueOf(((JavascriptExecutor) driver).executeScript(script, arguments));
  }

  /** Waits until something holds, at most 30 seconds. */
  void until(ExpectedCondition<Boolean> condition) {
    new WebDriverWait(driver, Duration.ofSeconds(30), Duration.ofMillis(20)).until(condition);
  }

  /** Waits until an element says something. */
  void untilText(String css, String text) {
    until(d -> text(css).contains(text));
  }

  /** Nothing was wrong on the page, and it asked for nothing from elsewhere. */
  void isClean() {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
        .as("messages of the browser")
        .isEmpty();
    assertThat(script("return performance.getEntriesByType('resource').length")).isEqualTo("0");
  }

  void screenshot(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** How many pages of paper it takes, landscape A4. */
  int printedPages() {
    org.openqa.selenium.print.PrintOptions options = new org.openqa.selenium.print.PrintOptions();
    byte[] pdf = java.util.Base64.getMimeDecoder().decode(driver.print(options).getContent());
    String text = new String(pdf, java.nio.charset.StandardCharsets.ISO_8859_1);
    return text.split("/Type\\s*/Page\\b", -1).length - 1;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
