package plaza.bench.measure;

/// The purposes of a server's threads. The kernel keeps the first seven and the last six
/// characters of a thread's name.
public enum Stage {
  LOOP("event loop"),
  REQUESTS("requests"),
  APPEND("append"),
  APPLY("apply"),
  INDEX("index"),
  GARBAGE("garbage"),
  COMPILER("compiler"),
  OTHER("other");

  private final String title;

  Stage(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  static Stage of(String thread) {
    if (thread.startsWith("vert.x-")) {
      return LOOP;
    }
    if (thread.startsWith("ForkJoi")) {
      return REQUESTS;
    }
    if (thread.startsWith("append-")) {
      return APPEND;
    }
    if (thread.startsWith("apply-")) {
      return APPLY;
    }
    if (thread.equals("indexer") || thread.startsWith("Lucene")) {
      return INDEX;
    }
    if (thread.equals("VM Thread") || thread.startsWith("GC ")) {
      return GARBAGE;
    }
    return thread.startsWith("C1 ") || thread.startsWith("C2 ") ? COMPILER : OTHER;
  }
}
