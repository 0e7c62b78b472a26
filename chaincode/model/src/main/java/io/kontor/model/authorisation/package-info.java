/** Operation authorisations of a city to an operator. Start at {@code Authorisation}. */
@NullMarked
package io.kontor.model.authorisation;

import org.jspecify.annotations.NullMarked;
