package io.github.workerfsm.sim.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Reads a line of the notation word by word, and knows the column of what is wrong. */
public final class TextCursor {
  private static final String IN_WORDS = "-_.'@+";

  private final String text;
  private int position;

  /** Starts at a column of the text. */
  public TextCursor(String text, int column) {
    this.text = text;
    this.position = column;
  }

  /** Where reading goes on, from 0, blanks skipped. */
  public int column() {
    skipBlanks();
    return position;
  }

  /** Goes back to a column. */
  public void back(int column) {
    position = column;
  }

  /** Whether nothing is left. */
  public boolean atEnd() {
    return column() >= text.length();
  }

  /** Requires that nothing is left. */
  public void requireEnd() {
    if (!atEnd()) {
      throw wrong("the end of the line");
    }
  }

  /** Takes the sign, if it is next. */
  public boolean accept(String sign) {
    skipBlanks();
    if (!text.startsWith(sign, position)) {
      return false;
    }
    position += sign.length();
    return true;
  }

  /** Takes the word, if exactly it is next. */
  public boolean acceptWord(String word) {
    int before = column();
    if (wordLength(before) == word.length() && text.startsWith(word, before)) {
      position = before + word.length();
      return true;
    }
    return false;
  }

  /** Takes the sign, which has to be next. */
  public void expect(String sign) {
    if (!accept(sign)) {
      throw wrong("\"" + sign + "\"");
    }
  }

  /** Takes the word that is next. */
  public String word(String what) {
    int start = column();
    int length = wordLength(start);
    if (length == 0) {
      throw wrong(what);
    }
    position = start + length;
    return text.substring(start, position);
  }

  /** Takes the number that is next, 0 or more. */
  public long number(String what) {
    int start = column();
    String word = word(what);
    try {
      long number = Long.parseLong(word);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new NotationException(start, "found \"" + word + "\", expected " + what);
  }

  /** Takes words with commas between them, at least one. */
  public List<String> words(String what) {
    List<String> words = new ArrayList<>();
    do {
      words.add(word(what));
    } while (accept(","));
    return words;
  }

  /** Takes the word that is next and looks it up; the look-up says what it knows. */
  public int lookUp(String what, ToIntFunction<String> positions) {
    int start = column();
    String word = word(what);
    try {
      return positions.applyAsInt(word);
    } catch (IllegalArgumentException e) {
      throw new NotationException(start, String.valueOf(e.getMessage()));
    }
  }

  /** What is left, without blanks around it. */
  public String rest() {
    String rest = text.substring(Math.min(column(), text.length())).strip();
    position = text.length();
    return rest;
  }

  /** An exception about what is next. */
  public NotationException wrong(String expected) {
    int start = column();
    String found;
    if (start >= text.length()) {
      found = "the line ends";
    } else {
      int length = Math.max(1, wordLength(start));
      found = "found \"" + text.substring(start, start + length) + "\"";
    }
    return new NotationException(start, found + ", expected " + expected);
  }

  private void skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private int wordLength(int start) {
    int end = start;
    while (end < text.length() && inWord(end)) {
      end++;
    }
    return end - start;
  }

  /** A hyphen is part of a word unless it begins an arrow. */
  private boolean inWord(int at) {
    char c = text.charAt(at);
    boolean arrow = c == '-' && at + 1 < text.length() && text.charAt(at + 1) == '>';
    return !arrow && (Character.isLetterOrDigit(c) || IN_WORDS.indexOf(c) >= 0);
  }
}
