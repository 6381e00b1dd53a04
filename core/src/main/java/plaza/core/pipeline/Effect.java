package plaza.core.pipeline;

/// The effect of a batch on the rows of one stream, defined by each feature, for receivers that
/// need not read the rows back.
public interface Effect {}
