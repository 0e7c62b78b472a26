/** Authorisations of cities to operators. Start at {@code AuthorisationContract}. */
@NullMarked
package io.kontor.contract.authorisation;

import org.jspecify.annotations.NullMarked;
