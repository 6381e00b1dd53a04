/// Taking conversations and links in and out over the public interface.
@NullMarked
package plaza.server.transfer;

import org.jspecify.annotations.NullMarked;
