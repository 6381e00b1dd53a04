package plaza.core.link;

import plaza.core.pipeline.Effect;

/// The effect of a batch that created, changed or deleted this link.
public record LinkTouched(Code code) implements Effect {}
