/**
 * Certificates and keys of organisations: an authority that issues them, and their PEM form.
 *
 * <p>Start at {@link io.kontor.crypto.pki.OrganisationAuthority}. It makes what Hyperledger Fabric expects of an
 * organisation: an enrolment root and a TLS root on P-256, roles as organisational units of the subject.
 */
@NullMarked
package io.kontor.crypto.pki;

import org.jspecify.annotations.NullMarked;
