/**
 * Whether the API server takes an object without a field that its OpenAPI document calls required.
 */
export function mayBeAbsent(definition: string, field: string): boolean {
  const name = definition.slice(definition.lastIndexOf('.') + 1);
  return OPTIONAL[name]?.includes(field) === true;
}

/**
 * By type; tried on kube-apiserver 1.36.3 with a server-side dry run
 * (test/cluster/suite/structure.test.ts).
 */
const OPTIONAL: Readonly<Record<string, readonly string[]>> = {
  // What an absent field is in Go is a value that is taken.
  ControllerRevision: ['revision'],
  CustomResourceDefinitionVersion: ['served', 'storage'],
  Event: ['involvedObject'],
  HTTPHeader: ['value'],
  ISCSIPersistentVolumeSource: ['lun'],
  ISCSIVolumeSource: ['lun'],
  PreferredSchedulingTerm: ['preference'],
  SleepAction: ['seconds'],
  Sysctl: ['value'],
  TokenRequest: ['audience'],
  TypedLocalObjectReference: ['kind'],
  // Nothing has to be in them.
  CSIDriver: ['spec'],
  CSINode: ['spec'],
  CSINodeSpec: ['drivers'],
  DeviceClass: ['spec'],
  LimitRangeSpec: ['limits'],
  PodFailurePolicy: ['rules'],
  ResourceClaim: ['spec'],
  ResourceClaimTemplate: ['spec'],
  ResourceClaimTemplateSpec: ['spec'],
  // Nobody looks at them: the volume is gone, or behind a feature gate.
  ClusterTrustBundleProjection: ['path'],
  PodCertificateProjection: ['keyType', 'signerName'],
  ScaleIOVolumeSource: ['secretRef'],
};
