package plaza.core.pipeline;

/// What a batch did to the rows of one stream: each feature has its own, for receivers that are
/// quicker when they need not read the rows back.
public interface Effect {}
