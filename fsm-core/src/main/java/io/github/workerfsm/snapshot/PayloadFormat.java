package io.github.workerfsm.snapshot;

/**
 * How what is opaque to a machine is written down: payloads of specifications and values, causes of
 * failures. Null is written without asking.
 */
public interface PayloadFormat {
  /** Texts only. */
  PayloadFormat TEXT =
      new PayloadFormat() {
        @Override
        public String write(Object payload) {
          if (payload instanceof String text) {
            return text;
          }
          throw new IllegalArgumentException(
              "a payload is of " + payload.getClass() + ", expected a text or another format");
        }

        @Override
        public Object read(String text) {
          return text;
        }
      };

  /**
   * The text of a payload.
   *
   * @throws IllegalArgumentException for one that cannot be written
   */
  String write(Object payload);

  /**
   * The payload that was written so.
   *
   * @throws IllegalArgumentException for a text of none
   */
  Object read(String text);
}
