/**
 * Who speaks DSP: each message carries an ES256 JWS with the sender's certificate, verified against the keys pinned in the ledger's member
 * registry. Start at {@link io.kontor.extension.identity.MemberIdentityService}.
 */
@NullMarked
package io.kontor.extension.identity;

import org.jspecify.annotations.NullMarked;
