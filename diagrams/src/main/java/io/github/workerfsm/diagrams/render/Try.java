package io.github.workerfsm.diagrams.render;
import io.github.workerfsm.diagrams.model.*;
import io.github.workerfsm.diagrams.table.*;
import java.nio.file.*;
public final class Try {
  public static void main(String[] a) throws Exception {
    long t0=System.nanoTime();
    TableView t = MachineTables.byName("worker").view();
    View v = View.parse(a[0], t);
    DiagramModel m = DiagramModel.of(t, v);
    Files.writeString(Path.of(a[1] + ".svg"), Svg.of(m, ""));
    System.out.println("svg "+(System.nanoTime()-t0)/1e9);
    Files.write(Path.of(a[1] + ".png"), Png.of(m, 1.5));
    System.out.println("png "+(System.nanoTime()-t0)/1e9);
    System.out.println(m.title());
  }
}
