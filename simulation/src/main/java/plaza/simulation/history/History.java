package plaza.simulation.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Records the calls and answers of clients in the order in which they happen.
public final class History {
  private final List<Call> calls = new ArrayList<>();
  private final Set<Long> forgiven = new HashSet<>();
  private final List<String> complaints = new ArrayList<>();
  private long moment;
  private int era;

  /// The next moment: no two things happen at the same.
  public long tick() {
    return ++moment;
  }

  public void answered(Invocation asked, long from, Response told) {
    calls.add(new Call(asked, from, told, tick()));
  }

  public void complain(String what) {
    complaints.add(what);
  }

  /// Everything that was told is void: what it was about may be gone. What is told later counts.
  public void voidAll() {
    beginEra();
    calls.replaceAll(call ->
        new Call(call.asked(), call.from(), new Response.Unknown("before the loss"), call.to()));
  }

  /// Something is lost: answers that are still on their way are void.
  public void beginEra() {
    era++;
  }

  /// Counts how often something was lost.
  public int era() {
    return era;
  }

  /// The operator accepts that this order is lost.
  public void forgive(long order) {
    forgiven.add(order);
  }

  public List<Call> calls() {
    return calls;
  }

  public Set<Long> forgiven() {
    return forgiven;
  }

  public List<String> complaints() {
    return complaints;
  }
}
