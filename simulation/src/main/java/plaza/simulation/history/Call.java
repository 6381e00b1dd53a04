package plaza.simulation.history;

/// One call of a client.
///
/// @param from when it was made, in the order of all that happened
/// @param to when it was answered, or given up
public record Call(Invocation asked, long from, Response told, long to) {}
