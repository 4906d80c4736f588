package io.github.workerfsm.architecture;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A class with one of everything that a signature can have, and what callers cannot see. */
public abstract class Specimen<T extends Enum<T>> extends Hidden implements Consumer<T> {
  public static final int SIZE = 3;
  static final int OWN = 4;

  @SafeVarargs
  protected Specimen(T... values) {}

  protected abstract <X extends List<? super T>> Map<String, ?> all(X list, String[][] texts)
      throws IOException;

  @Override
  public void accept(T value) {
    own();
  }

  private int own() {
    return OWN;
  }

  public record Part(int number) {
    protected void nobodyInherits() {}
  }
}

/** Not for callers, but what it is asked for is. */
class Hidden {
  public void inherited() {}

  void aside() {}
}
