package plaza.core.link;

import plaza.core.pipeline.Effect;

/// A batch has made, changed or deleted this link.
public record LinkTouched(Code code) implements Effect {}
