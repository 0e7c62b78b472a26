/**
 * Our ODRL profile (docs/spec/policy-profile.md): terms of a grant to an ODRL policy and strictly back, and the functions by which EDC's
 * engine checks their form. Start at {@link io.kontor.extension.policy.OdrlTermsCompiler}.
 */
@NullMarked
package io.kontor.extension.policy;

import org.jspecify.annotations.NullMarked;
