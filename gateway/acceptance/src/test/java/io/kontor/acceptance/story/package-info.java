/** Stories over the whole system, on the packaged programs. */
@NullMarked
package io.kontor.acceptance.story;

import org.jspecify.annotations.NullMarked;
