/** Tests of keys and their endorsement rules. */
@NullMarked
package io.kontor.contract.state;

import org.jspecify.annotations.NullMarked;
