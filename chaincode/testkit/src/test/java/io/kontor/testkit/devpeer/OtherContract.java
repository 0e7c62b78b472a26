package io.kontor.testkit.devpeer;

import io.kontor.contract.server.ServerConfig;
import java.net.InetSocketAddress;
import java.util.Properties;
import java.util.function.Function;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.NettyGrpcServer;
import org.hyperledger.fabric.traces.Traces;

/** One organisation's contract server that answers as a test wants. */
final class OtherContract extends ChaincodeBase {

    private final Function<ChaincodeStub, Response> answer;

    private OtherContract(String packageId, Function<ChaincodeStub, Response> answer) {
        this.answer = answer;
        processCommandLineOptions(new String[] {"-i", packageId});
        getChaincodeConfig();
    }

    /** Starts a server; who starts it stops it. */
    static NettyGrpcServer serve(ServerConfig config, Function<ChaincodeStub, Response> answer) throws Exception {
        Metrics.initialize(new Properties());
        Traces.initialize(new Properties());
        ServerConfig.Tls tls = config.tls().orElseThrow();
        ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(new InetSocketAddress(config.host(), config.port()));
        properties.setTlsEnabled(true);
        properties.setKeyFile(tls.key().toString());
        properties.setKeyCertChainFile(tls.certificate().toString());
        properties.setTrustCertCollectionFile(tls.clientAuthorities().toString());
        NettyGrpcServer server = new NettyGrpcServer(new OtherContract(config.packageId(), answer), properties);
        server.start();
        return server;
    }

    @Override
    public void validateOptions() {
        // Nothing is configured by the environment.
    }

    @Override
    public Response init(ChaincodeStub stub) {
        return answer.apply(stub);
    }

    @Override
    public Response invoke(ChaincodeStub stub) {
        return answer.apply(stub);
    }
}
