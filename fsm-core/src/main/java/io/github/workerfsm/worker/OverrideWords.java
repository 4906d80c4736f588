package io.github.workerfsm.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The words of one line, read from left to right. A word is made of letters, digits and {@code _ .
 * -}; everything else stands for itself, {@code ->} being one sign.
 */
final class OverrideWords {
  private record Word(String text, int column) {}

  private final String line;
  private final List<Word> words = new ArrayList<>();
  private int next;

  OverrideWords(String line) {
    this.line = line;
    int at = 0;
    while (at < line.length()) {
      int end = at + 1;
      if (isPart(at)) {
        while (isPart(end)) {
          end++;
        }
      } else if (line.startsWith("->", at)) {
        end = at + 2;
      }
      if (!Character.isWhitespace(line.charAt(at))) {
        words.add(new Word(line.substring(at, end), at + 1));
      }
      at = end;
    }
  }

  private boolean isPart(int at) {
    if (at >= line.length() || line.startsWith("->", at)) {
      return false;
    }
    char c = line.charAt(at);
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
  }

  boolean atEnd() {
    return next == words.size();
  }

  /** The words from the next on, with single spaces. */
  String rest() {
    return String.join(" ", words.subList(next, words.size()).stream().map(Word::text).toList());
  }

  /** The next word. */
  String take(String expected) {
    if (atEnd()) {
      throw wrong("the line ends", line.stripTrailing().length() + 1, expected);
    }
    return words.get(next++).text();
  }

  /** Takes the next word if it is this one, in any case. */
  boolean takeIf(String word) {
    boolean there = !atEnd() && words.get(next).text().equalsIgnoreCase(word);
    next += there ? 1 : 0;
    return there;
  }

  /** The next word, which must be this one, in any case. */
  void require(String word) {
    String taken = take(word);
    if (!taken.equalsIgnoreCase(word)) {
      throw bad(taken, word);
    }
  }

  /** The one of these whose name is the next word, in any case, {@code _} and {@code -} alike. */
  <T> T choose(String what, List<T> all, Function<T, String> nameOf) {
    String expected = what + ", one of " + String.join(", ", all.stream().map(nameOf).toList());
    String word = take(expected);
    return all.stream()
        .filter(one -> alike(nameOf.apply(one)).equals(alike(word)))
        .findFirst()
        .orElseThrow(() -> bad(word, expected));
  }

  static String alike(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Nothing may follow. */
  void requireEnd() {
    if (!atEnd()) {
      throw bad(take(""), "the end of the line");
    }
  }

  /** What to throw about the word that was taken last. */
  IllegalArgumentException bad(String taken, String expected) {
    return wrong("there is " + taken, words.get(next - 1).column(), expected);
  }

  private IllegalArgumentException wrong(String what, int column, String expected) {
    return new IllegalArgumentException(
        "rule \"" + line + "\", column " + column + ": " + what + ", expected " + expected);
  }
}
