/** How a contract refuses. */
@NullMarked
package io.kontor.contract.rejection;

import org.jspecify.annotations.NullMarked;
