package io.kontor.crypto.suite;

import io.kontor.model.merkle.HashFunction;
import org.bouncycastle.crypto.digests.SM3Digest;

/** SM3 of Bouncy Castle (GM/T 0004-2012). */
enum Sm3 implements HashFunction {
    INSTANCE;

    @Override
    public String algorithm() {
        return "SM3";
    }

    @Override
    public byte[] hash(byte[]... parts) {
        SM3Digest digest = new SM3Digest();
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] hash = new byte[LENGTH];
        digest.doFinal(hash, 0);
        return hash;
    }
}
