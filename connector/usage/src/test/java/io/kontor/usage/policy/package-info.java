/** Tests of the compiled policy. */
@NullMarked
package io.kontor.usage.policy;

import org.jspecify.annotations.NullMarked;
