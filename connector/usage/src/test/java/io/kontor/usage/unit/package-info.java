/** Units in hand. */
@NullMarked
package io.kontor.usage.unit;

import org.jspecify.annotations.NullMarked;
