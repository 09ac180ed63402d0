// Microsoft's Go client of AKS, unmodified, on an Azure Resource Manager. It is the strictest about long-running
// operations; and each body is decoded into its types and encoded again, so that what it does not know is found.
//
// usage: judge URL CA_FILE SUBSCRIPTION GROUP CLUSTER
package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"reflect"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerservice/armcontainerservice/v8"
)

// What newer api-versions have and this client does not know.
var newer = map[string]bool{"recentlyUsedVersions": true}

type credential struct{}

func (credential) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "eyJhbGciOiJub25lIn0.e30.x", ExpiresOn: time.Now().Add(time.Hour)}, nil
}

// transport hands each body to check before the client reads it.
type transport struct {
	client *http.Client
	check  func(path string, body []byte)
}

func (t transport) Do(request *http.Request) (*http.Response, error) {
	response, err := t.client.Do(request)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	if response.StatusCode < 300 && len(body) > 0 {
		t.check(request.URL.Path, body)
	}
	return response, nil
}

var passed, failed int

func say(what string, problems ...string) {
	if len(problems) == 0 {
		passed++
		fmt.Println("ok", what)
		return
	}
	failed++
	fmt.Println("FAILED", what)
	for _, problem := range problems {
		fmt.Println("  ", problem)
	}
}

func sayError(what string, err error) {
	if err != nil {
		say(what, err.Error())
	} else {
		say(what)
	}
}

// checkBody decodes a body by its path into the client's type, encodes it again, and compares.
func checkBody(path string, body []byte) {
	var target any
	switch lower := strings.ToLower(path); {
	case strings.Contains(lower, "/operations/"), strings.Contains(lower, "/operationresults/"):
		return
	case strings.HasSuffix(lower, "/agentpools"):
		target = &armcontainerservice.AgentPoolListResult{}
	case strings.HasSuffix(lower, "/managedclusters"):
		target = &armcontainerservice.ManagedClusterListResult{}
	case strings.HasSuffix(lower, "/upgradeprofiles/default"):
		target = &armcontainerservice.AgentPoolUpgradeProfile{}
	case strings.Contains(lower, "/agentpools/"):
		target = &armcontainerservice.AgentPool{}
	default:
		return
	}
	say("body of "+path, differences(target, body)...)
}

func differences(target any, body []byte) []string {
	if err := json.Unmarshal(body, target); err != nil {
		return []string{err.Error()}
	}
	again, err := json.Marshal(target)
	if err != nil {
		return []string{err.Error()}
	}
	var sent, known any
	_ = json.Unmarshal(body, &sent)
	_ = json.Unmarshal(again, &known)
	return compare("", sent, known)
}

func compare(path string, sent, known any) []string {
	switch value := sent.(type) {
	case nil:
		return nil
	case map[string]any:
		other, ok := known.(map[string]any)
		if !ok {
			return []string{path + ": is dropped"}
		}
		var found []string
		for key, item := range value {
			if newer[key] {
				continue
			}
			if other[key] == nil && item != nil {
				found = append(found, path+"."+key+": is not known")
				continue
			}
			found = append(found, compare(path+"."+key, item, other[key])...)
		}
		return found
	case []any:
		other, ok := known.([]any)
		if !ok || len(other) != len(value) {
			return []string{path + ": another list"}
		}
		var found []string
		for index, item := range value {
			found = append(found, compare(fmt.Sprintf("%s[%d]", path, index), item, other[index])...)
		}
		return found
	default:
		if sentTime, ok := sent.(string); ok && sameTime(sentTime, known) {
			return nil
		}
		if !reflect.DeepEqual(sent, known) {
			return []string{fmt.Sprintf("%s: %v is read as %v", path, sent, known)}
		}
		return nil
	}
}

func sameTime(sent string, known any) bool {
	text, ok := known.(string)
	if !ok {
		return false
	}
	one, err := time.Parse(time.RFC3339Nano, sent)
	other, err2 := time.Parse(time.RFC3339Nano, text)
	return err == nil && err2 == nil && one.Equal(other)
}

func main() {
	if len(os.Args) != 6 {
		fmt.Fprintln(os.Stderr, "usage: judge URL CA_FILE SUBSCRIPTION GROUP CLUSTER")
		os.Exit(2)
	}
	url, caFile, subscription, group, cluster := os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5]
	pem, err := os.ReadFile(caFile)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	httpClient := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}}
	options := &arm.ClientOptions{
		ClientOptions: policy.ClientOptions{
			Cloud: cloud.Configuration{Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
				cloud.ResourceManager: {Endpoint: url, Audience: url},
			}},
			Transport: transport{httpClient, checkBody},
			Retry:     policy.RetryOptions{MaxRetries: -1},
		},
		DisableRPRegistration: true,
	}
	ctx := context.Background()
	pools, err := armcontainerservice.NewAgentPoolsClient(subscription, credential{}, options)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	clusters, _ := armcontainerservice.NewManagedClustersClient(subscription, credential{}, options)
	for pager := clusters.NewListPager(nil); pager.More(); {
		_, err := pager.NextPage(ctx)
		sayError("list clusters", err)
		if err != nil {
			break
		}
	}
	for pager := pools.NewListPager(group, cluster, nil); pager.More(); {
		_, err := pager.NextPage(ctx)
		sayError("list pools", err)
		if err != nil {
			break
		}
	}
	every := &runtime.PollUntilDoneOptions{Frequency: time.Second}
	create := func(name string) (*runtime.Poller[armcontainerservice.AgentPoolsClientCreateOrUpdateResponse], error) {
		return pools.BeginCreateOrUpdate(ctx, group, cluster, name, armcontainerservice.AgentPool{
			Properties: &armcontainerservice.ManagedClusterAgentPoolProfileProperties{
				Count:           to.Ptr[int32](1),
				VMSize:          to.Ptr("Standard_D4s_v5"),
				OSType:          to.Ptr(armcontainerservice.OSTypeLinux),
				OSSKU:           to.Ptr(armcontainerservice.OSSKUAzureLinux),
				Mode:            to.Ptr(armcontainerservice.AgentPoolModeUser),
				Type:            to.Ptr(armcontainerservice.AgentPoolTypeVirtualMachineScaleSets),
				WorkloadRuntime: to.Ptr(armcontainerservice.WorkloadRuntimeKataVMIsolation),
			},
		}, &armcontainerservice.AgentPoolsClientBeginCreateOrUpdateOptions{IfNoneMatch: to.Ptr("*")})
	}
	poller, err := create("gojudged")
	sayError("create a pool", err)
	if err == nil {
		result, err := poller.PollUntilDone(ctx, every)
		sayError("follow the create to its end", err)
		if err == nil && (result.Properties == nil || *result.Properties.ProvisioningState != "Succeeded") {
			say("the created pool is Succeeded", "it is not")
		}
	}
	_, err = create("gojudged")
	var refused *azcore.ResponseError
	if errors.As(err, &refused) && refused.StatusCode == 412 {
		say("a second create is refused")
	} else {
		say("a second create is refused", fmt.Sprint(err))
	}
	_, err = pools.GetUpgradeProfile(ctx, group, cluster, "gojudged", nil)
	sayError("upgrade profile", err)
	upgrade, err := pools.BeginUpgradeNodeImageVersion(ctx, group, cluster, "kata1", nil)
	sayError("upgrade the image", err)
	if err == nil {
		_, err = upgrade.PollUntilDone(ctx, every)
		sayError("follow the upgrade to its end", err)
	}
	late, err := pools.BeginAbortLatestOperation(ctx, group, cluster, "gojudged", nil)
	if err == nil {
		_, err = late.PollUntilDone(ctx, every)
	}
	if errors.As(err, &refused) && refused.StatusCode == 409 {
		say("there is nothing to abort")
	} else {
		say("there is nothing to abort", fmt.Sprint(err))
	}
	remove, err := pools.BeginDelete(ctx, group, cluster, "gojudged", nil)
	sayError("delete the pool", err)
	if err == nil {
		_, err = remove.PollUntilDone(ctx, every)
		sayError("follow the deletion to its end", err)
	}
	mistakes := differences(&armcontainerservice.AgentPool{}, []byte(`{"properties":{"workloadRunTime":"x"}}`))
	if len(mistakes) == 1 {
		say("the judge itself finds a mistake")
	} else {
		say("the judge itself finds a mistake", mistakes...)
	}
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		os.Exit(1)
	}
}
