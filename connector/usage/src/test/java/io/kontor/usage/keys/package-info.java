/** Tests of keys at rest. */
@NullMarked
package io.kontor.usage.keys;

import org.jspecify.annotations.NullMarked;
