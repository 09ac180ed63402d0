/**
 * The fields of a managed cluster that the pinned api-version knows, by the path of the object that
 * holds them; lists are passed through, `*` stands for any key, and `-` marks what Azure alone
 * writes. What stands below a field without a row is a value. Source: Microsoft's client for
 * JavaScript, which a test holds this to.
 */
export const MANAGED_CLUSTER_FIELDS: Readonly<Record<string, string>> = {
  '': 'tags location -id -name -type -systemData properties -eTag sku extendedLocation identity kind',
  properties: `
    -provisioningState -powerState -maxAgentPools kubernetesVersion -currentKubernetesVersion
    dnsPrefix fqdnSubdomain -fqdn -privateFQDN -azurePortalFQDN agentPoolProfiles linuxProfile
    windowsProfile servicePrincipalProfile addonProfiles podIdentityProfile oidcIssuerProfile
    nodeResourceGroup nodeResourceGroupProfile enableRBAC supportPlan networkProfile aadProfile
    autoUpgradeProfile upgradeSettings autoScalerProfile apiServerAccessProfile
    diskEncryptionSetID identityProfile privateLinkResources disableLocalAccounts
    httpProxyConfig securityProfile storageProfile ingressProfile publicNetworkAccess
    workloadAutoScalerProfile azureMonitorProfile serviceMeshProfile -resourceUID metricsProfile
    nodeProvisioningProfile bootstrapProfile aiToolchainOperatorProfile schedulerProfile
    hostedSystemProfile status`,
  'properties.agentPoolProfiles': `
    -eTag count vmSize osDiskSizeGB osDiskType kubeletDiskType workloadRuntime messageOfTheDay
    vnetSubnetID podSubnetID podIPAllocationMode maxPods osType osSKU maxCount minCount
    enableAutoScaling scaleDownMode type mode orchestratorVersion -currentOrchestratorVersion
    nodeImageVersion upgradeSettings -provisioningState powerState availabilityZones
    enableNodePublicIP nodePublicIPPrefixID scaleSetPriority scaleSetEvictionPolicy spotMaxPrice
    tags nodeLabels nodeTaints proximityPlacementGroupID kubeletConfig linuxOSConfig
    enableEncryptionAtHost enableUltraSSD enableFIPS gpuInstanceProfile creationData
    capacityReservationGroupID hostGroupID networkProfile windowsProfile securityProfile
    gpuProfile gatewayProfile artifactStreamingProfile virtualMachinesProfile
    virtualMachineNodesStatus status localDNSProfile name`,
  'properties.agentPoolProfiles.upgradeSettings': `
    maxSurge maxUnavailable drainTimeoutInMinutes nodeSoakDurationInMinutes
    undrainableNodeBehavior`,
  'properties.agentPoolProfiles.powerState': 'code',
  'properties.agentPoolProfiles.kubeletConfig': `
    cpuManagerPolicy cpuCfsQuota cpuCfsQuotaPeriod imageGcHighThreshold imageGcLowThreshold
    topologyManagerPolicy allowedUnsafeSysctls failSwapOn containerLogMaxSizeMB
    containerLogMaxFiles podMaxPids`,
  'properties.agentPoolProfiles.linuxOSConfig':
    'sysctls transparentHugePageEnabled transparentHugePageDefrag swapFileSizeMB',
  'properties.agentPoolProfiles.linuxOSConfig.sysctls': `
    netCoreSomaxconn netCoreNetdevMaxBacklog netCoreRmemDefault netCoreRmemMax
    netCoreWmemDefault netCoreWmemMax netCoreOptmemMax netIpv4TcpMaxSynBacklog
    netIpv4TcpMaxTwBuckets netIpv4TcpFinTimeout netIpv4TcpKeepaliveTime
    netIpv4TcpKeepaliveProbes netIpv4TcpkeepaliveIntvl netIpv4TcpTwReuse netIpv4IpLocalPortRange
    netIpv4NeighDefaultGcThresh1 netIpv4NeighDefaultGcThresh2 netIpv4NeighDefaultGcThresh3
    netNetfilterNfConntrackMax netNetfilterNfConntrackBuckets fsInotifyMaxUserWatches fsFileMax
    fsAioMaxNr fsNrOpen kernelThreadsMax vmMaxMapCount vmSwappiness vmVfsCachePressure`,
  'properties.agentPoolProfiles.creationData': 'sourceResourceId',
  'properties.agentPoolProfiles.networkProfile':
    'nodePublicIPTags allowedHostPorts applicationSecurityGroups dranet',
  'properties.agentPoolProfiles.networkProfile.nodePublicIPTags': 'ipTagType tag',
  'properties.agentPoolProfiles.networkProfile.allowedHostPorts': 'portStart portEnd protocol',
  'properties.agentPoolProfiles.networkProfile.dranet': 'mode',
  'properties.agentPoolProfiles.windowsProfile': 'disableOutboundNat',
  'properties.agentPoolProfiles.securityProfile': 'enableVTPM enableSecureBoot sshAccess',
  'properties.agentPoolProfiles.gpuProfile': 'driver',
  'properties.agentPoolProfiles.gatewayProfile': 'publicIPPrefixSize',
  'properties.agentPoolProfiles.artifactStreamingProfile': 'enabled',
  'properties.agentPoolProfiles.virtualMachinesProfile': 'scale',
  'properties.agentPoolProfiles.virtualMachinesProfile.scale': 'manual autoscale',
  'properties.agentPoolProfiles.virtualMachinesProfile.scale.manual': 'size count',
  'properties.agentPoolProfiles.virtualMachinesProfile.scale.autoscale': 'size minCount maxCount',
  'properties.agentPoolProfiles.virtualMachineNodesStatus': 'size count',
  'properties.agentPoolProfiles.status': '-provisioningError',
  'properties.agentPoolProfiles.localDNSProfile': 'mode -state vnetDNSOverrides kubeDNSOverrides',
  'properties.agentPoolProfiles.localDNSProfile.vnetDNSOverrides': '*',
  'properties.agentPoolProfiles.localDNSProfile.vnetDNSOverrides.*': `
    queryLogging protocol forwardDestination forwardPolicy maxConcurrent cacheDurationInSeconds
    serveStaleDurationInSeconds serveStale`,
  'properties.agentPoolProfiles.localDNSProfile.kubeDNSOverrides': '*',
  'properties.agentPoolProfiles.localDNSProfile.kubeDNSOverrides.*': `
    queryLogging protocol forwardDestination forwardPolicy maxConcurrent cacheDurationInSeconds
    serveStaleDurationInSeconds serveStale`,
  'properties.linuxProfile': 'adminUsername ssh',
  'properties.linuxProfile.ssh': 'publicKeys',
  'properties.linuxProfile.ssh.publicKeys': 'keyData',
  'properties.windowsProfile': 'adminUsername adminPassword licenseType enableCSIProxy gmsaProfile',
  'properties.windowsProfile.gmsaProfile': 'enabled dnsServer rootDomainName',
  'properties.servicePrincipalProfile': 'clientId secret',
  'properties.addonProfiles': '*',
  'properties.addonProfiles.*': 'enabled config -identity',
  'properties.podIdentityProfile':
    'enabled allowNetworkPluginKubenet userAssignedIdentities userAssignedIdentityExceptions',
  'properties.podIdentityProfile.userAssignedIdentities':
    'name namespace bindingSelector identity -provisioningState -provisioningInfo',
  'properties.podIdentityProfile.userAssignedIdentities.identity': 'resourceId clientId objectId',
  'properties.podIdentityProfile.userAssignedIdentityExceptions': 'name namespace podLabels',
  'properties.oidcIssuerProfile': '-issuerURL enabled',
  'properties.nodeResourceGroupProfile': 'restrictionLevel',
  'properties.networkProfile': `
    networkPlugin networkPluginMode networkPolicy networkMode networkDataplane
    advancedNetworking podCidr serviceCidr dnsServiceIP outboundType loadBalancerSku
    loadBalancerProfile natGatewayProfile staticEgressGatewayProfile podCidrs serviceCidrs
    ipFamilies`,
  'properties.networkProfile.advancedNetworking': 'enabled observability security performance',
  'properties.networkProfile.advancedNetworking.observability': 'enabled',
  'properties.networkProfile.advancedNetworking.security':
    'enabled advancedNetworkPolicies transitEncryption',
  'properties.networkProfile.advancedNetworking.security.transitEncryption': 'type',
  'properties.networkProfile.advancedNetworking.performance': 'accelerationMode',
  'properties.networkProfile.loadBalancerProfile': `
    managedOutboundIPs outboundIPPrefixes outboundIPs -effectiveOutboundIPs
    allocatedOutboundPorts idleTimeoutInMinutes enableMultipleStandardLoadBalancers
    backendPoolType`,
  'properties.networkProfile.loadBalancerProfile.managedOutboundIPs': 'count countIPv6',
  'properties.networkProfile.loadBalancerProfile.outboundIPPrefixes': 'publicIPPrefixes',
  'properties.networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes': 'id',
  'properties.networkProfile.loadBalancerProfile.outboundIPs': 'publicIPs',
  'properties.networkProfile.loadBalancerProfile.outboundIPs.publicIPs': 'id',
  'properties.networkProfile.natGatewayProfile': `
    sku managedOutboundIPProfile -effectiveOutboundIPs outboundIPPrefixes outboundIPs
    idleTimeoutInMinutes`,
  'properties.networkProfile.natGatewayProfile.managedOutboundIPProfile': 'count countIPv6',
  'properties.networkProfile.natGatewayProfile.outboundIPPrefixes': 'publicIPPrefixes',
  'properties.networkProfile.natGatewayProfile.outboundIPs': 'publicIPs',
  'properties.networkProfile.staticEgressGatewayProfile': 'enabled',
  'properties.aadProfile':
    'managed enableAzureRBAC adminGroupObjectIDs clientAppID serverAppID serverAppSecret tenantID',
  'properties.autoUpgradeProfile': 'upgradeChannel nodeOSUpgradeChannel',
  'properties.upgradeSettings': 'overrideSettings',
  'properties.upgradeSettings.overrideSettings': 'forceUpgrade until',
  'properties.autoScalerProfile': `
    balance-similar-node-groups daemonset-eviction-for-empty-nodes
    daemonset-eviction-for-occupied-nodes ignore-daemonsets-utilization expander
    max-empty-bulk-delete max-graceful-termination-sec max-node-provision-time
    max-total-unready-percentage new-pod-scale-up-delay ok-total-unready-count scan-interval
    scale-down-delay-after-add scale-down-delay-after-delete scale-down-delay-after-failure
    scale-down-unneeded-time scale-down-unready-time scale-down-utilization-threshold
    skip-nodes-with-local-storage skip-nodes-with-system-pods`,
  'properties.apiServerAccessProfile': `
    authorizedIPRanges enablePrivateCluster privateDNSZone enablePrivateClusterPublicFQDN
    disableRunCommand enableVnetIntegration subnetId`,
  'properties.identityProfile': '*',
  'properties.identityProfile.*': 'resourceId clientId objectId',
  'properties.privateLinkResources': 'id name type groupId requiredMembers -privateLinkServiceID',
  'properties.httpProxyConfig': 'httpProxy httpsProxy noProxy trustedCa enabled',
  'properties.securityProfile':
    'defender azureKeyVaultKms workloadIdentity imageCleaner customCATrustCertificates',
  'properties.securityProfile.defender':
    'logAnalyticsWorkspaceResourceId securityMonitoring securityGating',
  'properties.securityProfile.defender.securityMonitoring': 'enabled',
  'properties.securityProfile.defender.securityGating': 'enabled identities allowSecretAccess',
  'properties.securityProfile.defender.securityGating.identities':
    'azureContainerRegistry identity',
  'properties.securityProfile.defender.securityGating.identities.identity':
    'resourceId clientId objectId',
  'properties.securityProfile.azureKeyVaultKms':
    'enabled keyId keyVaultNetworkAccess keyVaultResourceId',
  'properties.securityProfile.workloadIdentity': 'enabled',
  'properties.securityProfile.imageCleaner': 'enabled intervalHours',
  'properties.storageProfile': 'diskCSIDriver fileCSIDriver snapshotController blobCSIDriver',
  'properties.storageProfile.diskCSIDriver': 'enabled',
  'properties.storageProfile.fileCSIDriver': 'enabled',
  'properties.storageProfile.snapshotController': 'enabled',
  'properties.storageProfile.blobCSIDriver': 'enabled',
  'properties.ingressProfile': 'webAppRouting gatewayAPI',
  'properties.ingressProfile.webAppRouting':
    'enabled gatewayAPIImplementations dnsZoneResourceIds nginx -identity',
  'properties.ingressProfile.webAppRouting.gatewayAPIImplementations': 'appRoutingIstio',
  'properties.ingressProfile.webAppRouting.gatewayAPIImplementations.appRoutingIstio': 'mode',
  'properties.ingressProfile.webAppRouting.nginx': 'defaultIngressControllerType',
  'properties.ingressProfile.gatewayAPI': 'installation',
  'properties.workloadAutoScalerProfile': 'keda verticalPodAutoscaler',
  'properties.workloadAutoScalerProfile.keda': 'enabled',
  'properties.workloadAutoScalerProfile.verticalPodAutoscaler': 'enabled',
  'properties.azureMonitorProfile': 'metrics containerInsights appMonitoring',
  'properties.azureMonitorProfile.metrics': 'enabled kubeStateMetrics controlPlane',
  'properties.azureMonitorProfile.metrics.kubeStateMetrics':
    'metricLabelsAllowlist metricAnnotationsAllowList',
  'properties.azureMonitorProfile.metrics.controlPlane': 'enabled',
  'properties.azureMonitorProfile.containerInsights': `
    enabled logAnalyticsWorkspaceResourceId syslogPort disablePrometheusMetricsScraping
    containerNetworkLogs`,
  'properties.azureMonitorProfile.appMonitoring':
    'autoInstrumentation openTelemetryMetrics openTelemetryLogsAndTraces',
  'properties.azureMonitorProfile.appMonitoring.autoInstrumentation': 'enabled',
  'properties.azureMonitorProfile.appMonitoring.openTelemetryMetrics': 'enabled httpPort grpcPort',
  'properties.azureMonitorProfile.appMonitoring.openTelemetryLogsAndTraces':
    'enabled httpPort grpcPort',
  'properties.serviceMeshProfile': 'mode istio',
  'properties.serviceMeshProfile.istio': 'components certificateAuthority revisions',
  'properties.serviceMeshProfile.istio.components':
    'ingressGateways egressGateways proxyRedirectionMechanism',
  'properties.serviceMeshProfile.istio.components.ingressGateways': 'mode enabled',
  'properties.serviceMeshProfile.istio.components.egressGateways':
    'enabled name namespace gatewayConfigurationName',
  'properties.serviceMeshProfile.istio.certificateAuthority': 'plugin',
  'properties.serviceMeshProfile.istio.certificateAuthority.plugin':
    'keyVaultId certObjectName keyObjectName rootCertObjectName certChainObjectName',
  'properties.metricsProfile': 'costAnalysis',
  'properties.metricsProfile.costAnalysis': 'enabled',
  'properties.nodeProvisioningProfile': 'mode defaultNodePools',
  'properties.bootstrapProfile': 'artifactSource containerRegistryId',
  'properties.aiToolchainOperatorProfile': 'enabled',
  'properties.schedulerProfile': 'upstream',
  'properties.schedulerProfile.upstream': 'schedulerConfigMode',
  'properties.hostedSystemProfile': 'enabled systemNodeSubnetID nodeSubnetID',
  'properties.status': '-provisioningError',
  sku: 'name tier',
  extendedLocation: 'name type',
  identity: '-principalId -tenantId type delegatedResources userAssignedIdentities',
  'identity.delegatedResources': '*',
  'identity.delegatedResources.*': 'resourceId tenantId referralResource location',
  'identity.userAssignedIdentities': '*',
  'identity.userAssignedIdentities.*': '-principalId -clientId',
};
