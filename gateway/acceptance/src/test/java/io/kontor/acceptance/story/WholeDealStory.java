package io.kontor.acceptance.story;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as its user runs it, with another seed than the worked one: every process is the packaged program. */
class WholeDealStory {

    @Test
    void every_step_and_every_negative_of_the_deal_goes_as_expected(@TempDir Path folder) throws Exception {
        new PackagedDemo(folder.resolve("state"), "--seed", "7", "--port-base", "21300")
                .play()
                .assertWhole();
    }
}
