package io.github.workerfsm.trace;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.task.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, each taken once and checked when taken. What is left in the end
 * is unknown, see {@link #nothingElse}.
 */
final class Members {
  private static final String WHOLE = "a whole number, 0 or more";
  private static final String STRINGS = "a list of strings";

  private final String owner;
  private final Map<String, @Nullable Object> left;

  /**
   * Members to take from; the map is consumed.
   *
   * @param owner what the object is, for messages
   */
  Members(String owner, Map<String, @Nullable Object> left) {
    this.owner = owner;
    this.left = left;
  }

  /** The names that have not been taken, in order. */
  List<String> names() {
    return ImmutableList.copyOf(left.keySet());
  }

  /** Whether the member is there, null or not. */
  boolean has(String name) {
    return left.containsKey(name);
  }

  /** Whether the member is there and null; it counts as taken then. */
  boolean takeNull(String name) {
    if (left.containsKey(name) && left.get(name) == null) {
      left.remove(name);
      return true;
    }
    return false;
  }

  /** Whether the member is there and false; it counts as taken then. */
  boolean takeFalse(String name) {
    return left.remove(name, false);
  }

  /** A string. */
  String text(String name) {
    Object value = take(name, "a string");
    if (value instanceof String text) {
      return text;
    }
    throw wrong(name, value, "a string");
  }

  /** A string or null. */
  @Nullable String textOrNull(String name) {
    return takeNull(name) ? null : text(name);
  }

  /** A boolean. */
  boolean flag(String name) {
    Object value = take(name, "true or false");
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, value, "true or false");
  }

  /** A whole number that is not negative. */
  long whole(String name) {
    Object value = take(name, WHOLE);
    if (value instanceof Long number && number >= 0) {
      return number;
    }
    throw wrong(name, value, WHOLE);
  }

  /** A whole number. */
  long signed(String name) {
    Object value = take(name, "a whole number");
    if (value instanceof Long number) {
      return number;
    }
    throw wrong(name, value, "a whole number");
  }

  /** A whole number that is not negative, or null. */
  @Nullable Long wholeOrNull(String name) {
    return takeNull(name) ? null : (Long) whole(name);
  }

  /** A whole number that is not negative and fits an int. */
  int count(String name) {
    String expected = "a whole number, 0 to " + Integer.MAX_VALUE;
    Object value = take(name, expected);
    if (value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
      return number.intValue();
    }
    throw wrong(name, value, expected);
  }

  /** A finite number that is not negative. */
  double number(String name) {
    String expected = "a finite number, 0 or more";
    Object value = take(name, expected);
    if (value instanceof Number number && finite(number) && number.doubleValue() >= 0) {
      return number.doubleValue();
    }
    throw wrong(name, value, expected);
  }

  /** A list of strings. */
  ImmutableList<String> texts(String name) {
    return textsOf(name, list(name, STRINGS));
  }

  /** A list of at least one finite number. */
  double[] numbers(String name) {
    String expected = "a list of at least one finite number";
    List<?> elements = list(name, expected);
    double[] numbers = new double[elements.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(elements.get(i) instanceof Number number) || !finite(number)) {
        throw wrong(name, elements.get(i), expected);
      }
      numbers[i] = number.doubleValue();
    }
    if (numbers.length == 0) {
      throw wrong(name, elements, expected);
    }
    return numbers;
  }

  /** A list of anything. */
  List<?> list(String name, String expected) {
    Object value = take(name, expected);
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(name, value, expected);
  }

  /** An object, called {@code called} in messages. */
  Members object(String name, String called) {
    return new Members(called, map(name, "an object"));
  }

  /** A list of objects, each called {@code called} in messages. */
  ImmutableList<Members> objects(String name, String called) {
    String expected = "a list of objects";
    ImmutableList.Builder<Members> objects = ImmutableList.builder();
    for (Object element : list(name, expected)) {
      objects.add(new Members(called, asMap(name, element, expected)));
    }
    return objects.build();
  }

  /** An object of lists of strings, in order. */
  ImmutableMap<String, ImmutableList<String>> textsByKey(String name) {
    String expected = "an object of lists of strings";
    Map<String, @Nullable Object> object = map(name, expected);
    ImmutableMap.Builder<String, ImmutableList<String>> lists =
        ImmutableMap.builderWithExpectedSize(object.size());
    object.forEach(
        (key, value) -> {
          if (!(value instanceof List<?> list)) {
            throw wrong(name, value, expected);
          }
          lists.put(key, textsOf(name, list));
        });
    return lists.buildOrThrow();
  }

  /** An object of objects, in order. */
  Map<String, Members> objectsByKey(String name, String called) {
    Map<String, Members> objects = new LinkedHashMap<>();
    map(name, "an object of objects")
        .forEach(
            (key, value) ->
                objects.put(key, new Members(called, asMap(name, value, "an object of objects"))));
    return objects;
  }

  /** An object of anything, in order. */
  Map<String, @Nullable Object> map(String name, String expected) {
    return asMap(name, take(name, expected), expected);
  }

  /** Amounts of named resources. */
  Resources resources(String name) {
    String expected = "an object of finite numbers, 0 or more";
    ImmutableMap.Builder<String, Double> amounts = ImmutableMap.builder();
    map(name, expected)
        .forEach(
            (resource, amount) -> {
              if (!(amount instanceof Number number)
                  || !finite(number)
                  || number.doubleValue() < 0) {
                throw wrong(name, amount, expected);
              }
              amounts.put(resource, number.doubleValue());
            });
    return Resources.of(amounts.buildOrThrow());
  }

  /** Refuses members that nobody has taken. */
  void nothingElse() {
    if (!left.isEmpty()) {
      throw new FormatProblem(
          owner
              + " has the unknown member \""
              + Json.shortened(left.keySet().iterator().next())
              + "\", expected only members of the format");
    }
  }

  /** What is wrong with the value of a member. */
  FormatProblem wrong(String name, @Nullable Object value, String expected) {
    return new FormatProblem(
        "\"" + name + "\" of " + owner + " is " + described(value) + ", expected " + expected);
  }

  /** Anything. */
  @Nullable Object take(String name, String expected) {
    if (!left.containsKey(name)) {
      throw new FormatProblem(owner + " has no \"" + name + "\", expected " + expected);
    }
    return left.remove(name);
  }

  private ImmutableList<String> textsOf(String name, List<?> elements) {
    ImmutableList.Builder<String> texts = ImmutableList.builderWithExpectedSize(elements.size());
    for (Object element : elements) {
      if (!(element instanceof String text)) {
        throw wrong(name, element, STRINGS);
      }
      texts.add(text);
    }
    return texts.build();
  }

  /** A value that has to be an object. */
  @SuppressWarnings("unchecked") // every map of a tree is one of strings
  Map<String, @Nullable Object> asMap(String name, @Nullable Object value, String expected) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw wrong(name, value, expected);
  }

  private static boolean finite(Number number) {
    return Double.isFinite(number.doubleValue());
  }

  private static String described(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      return "an object";
    }
    if (value instanceof List<?>) {
      return "a list";
    }
    return value instanceof String text ? '"' + Json.shortened(text) + '"' : String.valueOf(value);
  }
}
