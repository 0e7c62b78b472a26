package io.kontor.evidence.verify;

import com.google.protobuf.ByteString;
import io.kontor.evidence.trust.Epoch;
import io.kontor.model.rejection.MalformedException;
import java.util.Set;

/** Checks what administrators of an epoch's organisations signed (TRU-5). */
public final class Administrators {

    private final TrustedIdentities identities;

    /** @param epoch the epoch whose administrators count */
    public Administrators(Epoch epoch) {
        this.identities = new TrustedIdentities(epoch);
    }

    /**
     * The organisation of an administrator that signed.
     *
     * @param creator serialised identity
     * @param signature its signature
     * @param message what was signed, in parts
     * @throws MalformedException when it is no administrator's good signature
     */
    public String require(ByteString creator, ByteString signature, ByteString... message) {
        EvidenceCheck check = EvidenceCheck.BLOCK_EPOCH;
        try {
            TrustedIdentities.Identity admin = identities.require(creator, Set.of("admin"), check);
            byte[][] parts = new byte[message.length][];
            for (int i = 0; i < message.length; i++) {
                parts[i] = message[i].toByteArray();
            }
            if (!admin.key().verify(signature.toByteArray(), parts)) {
                throw check.refuse("the signature of the administrator of " + admin.mspId() + " does not verify");
            }
            return admin.mspId();
        } catch (RefusedException e) {
            throw new MalformedException("Cannot accept administrator: " + e.reason(), e);
        }
    }
}
