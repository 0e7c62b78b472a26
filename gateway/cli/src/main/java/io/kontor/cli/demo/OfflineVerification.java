package io.kontor.cli.demo;

import io.kontor.cli.VerifyCommand;
import java.io.IOException;
import java.nio.file.Path;

/** The same verifier as {@code kontor verify}. */
final class OfflineVerification implements SupervisionSteps.Verification {

    @Override
    public String verify(Path bundle, Path trust) throws IOException {
        return String.join(" | ", VerifyCommand.verify(bundle, trust).lines());
    }
}
