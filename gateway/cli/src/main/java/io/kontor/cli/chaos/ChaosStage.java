package io.kontor.cli.chaos;

import io.kontor.cli.synthetic.Parties;
import io.kontor.client.fabric.FabricLedger;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stays from run to run.
 *
 * @param bed processes
 * @param crowd buyer
 * @param reader logs as far as they were read
 * @param anchors anchors in the blocks
 * @param stepped logs whose clock was stepped; times of a log never go back
 */
record ChaosStage(Bed bed, Crowd crowd, LogReader reader, AnchorWatch anchors, Set<String> stepped)
        implements AutoCloseable {

    static ChaosStage on(Bed bed, int callers) {
        Parties parties = bed.deal().parties();
        Crowd crowd = new Crowd(bed.layout().data("buyer"), parties, bed.deal().connector(Parties.BUYER), callers);
        FabricLedger supplier = bed.deal().connector(Parties.SUPPLIER);
        return new ChaosStage(
                bed, crowd, new LogReader(parties.memberKey()), new AnchorWatch(supplier), new TreeSet<>());
    }

    @Override
    public void close() {
        crowd.close();
    }
}
