package io.github.workerfsm.architecture;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.Sets;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For each {@link Ban} one class that does what is banned, named after it; read, never run. */
@SuppressWarnings("all")
final class Offenders {
  // spotless:off
  static class Thread { void f() throws Exception { java.lang.Thread.sleep(1); } }
  static class Monitor { void f() throws Exception { wait(); } }
  static class Concurrent { Object f = new ReentrantLock(); }
  static class Parallel { Object f = List.of(1).parallelStream(); }

  static class Clock { long f = System.nanoTime(); }
  static class Now { Supplier<Instant> f = Instant::now; }
  static class Date { Object f = new java.util.Date(); }
  static class Stopwatch { Object f = com.google.common.base.Stopwatch.createUnstarted(); }

  static class Random { Object f = new java.util.Random(1); }
  static class MathRandom { double f = Math.random(); }
  static class RandomId { Object f = UUID.randomUUID(); }
  static class Shuffle { void f(List<?> l) { Collections.shuffle(l); } }
  static class IdentityHash { int f = System.identityHashCode(this); }

  static class File { void f() throws Exception { new FileInputStream("f").close(); } }
  static class Console { void f() { System.out.println(); } }
  static class StackTrace { void f(Exception e) { e.printStackTrace(); } }
  static class Logging { Object f = Logger.getGlobal(); }
  static class Environment { Object f = System.getProperty("user.name"); }
  static class Process { Object f = Runtime.getRuntime(); }
  static class Serialisation { ObjectInputStream f; }

  static class HashSet { Object f = new java.util.HashSet<>(); }
  static class HashMapWalk { Object f(HashMap<?, ?> m) { return m.entrySet(); } }
  static class GuavaHash { Object f = HashMultimap.create(); }
  static class GuavaHashSet { Object f = Sets.newHashSet(); }
  static class SetOf { Object f = Set.of(1, 2); }
  static class MapOf { Function<Map<?, ?>, Map<?, ?>> f = Map::copyOf; }
  static class CollectHashed { Object f(Stream<String> s) { return s.collect(Collectors.groupingBy(x -> x)); } }

  static class Locale { String f(String s) { return s.toLowerCase(); } }
  static class Charset { Object f = new InputStreamReader(new ByteArrayInputStream(new byte[0])); }
  // spotless:on

  private Offenders() {}
}
